# Installed packages that nobody collected.
evidence:
  file: []
check:
  closure: {of: installed}
expect: {outcome: missing, reason: packages}
