# A script is named by its beginning; of several lines none is told.
evidence:
  command:
    - {argv: "sh -c a=1; b=2; c=3; d=4; e=5; f=6; g=7; h=8; i=9; j=10; k=11; echo $a; echo $k; echo done", end: exited, code: 0, output: "1\n11\ndone\n", errors: ""}
check:
  command: {argv: [sh, -c, "a=1; b=2; c=3; d=4; e=5; f=6; g=7; h=8; i=9; j=10; k=11; echo $a; echo $k; echo done"], stdout: "^done$"}
expect: {outcome: pass, object: "sh -c a=1; b=2; c=3; d=4; e=5; f=6; g=7; h=8; i=9; j=10; k=11; echo $a; echo ...", observed: exit status 0}
