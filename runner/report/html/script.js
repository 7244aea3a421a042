// SPDX-License-Identifier: MIT
// The page is whole without this: it adds filters, keys, copying and the choice of theme.
(function () {
	'use strict';
	const root = document.documentElement;
	const $ = (q, from) => (from || document).querySelector(q);
	const $$ = (q, from) => Array.from((from || document).querySelectorAll(q));
	const dark = matchMedia('(prefers-color-scheme: dark)');

	root.classList.add('js');
	try {
		const kept = localStorage.getItem('azlcts-theme');
		if (kept === 'light' || kept === 'dark')
			root.dataset.theme = kept;
	} catch (e) { /* a page of a file may have no storage */ }

	function themes() {
		const button = $('#theme');
		const now = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');
		const say = () => {
			button.setAttribute('aria-label',
				now() === 'dark' ? 'Use light colours' : 'Use dark colours');
		};
		button.addEventListener('click', () => {
			root.dataset.theme = now() === 'dark' ? 'light' : 'dark';
			try {
				localStorage.setItem('azlcts-theme', root.dataset.theme);
			} catch (e) { /* then for this visit only */ }
			say();
		});
		say();
	}

	function copying() {
		document.addEventListener('click', (event) => {
			const button = event.target.closest('.copy');
			if (!button)
				return;
			const text = button.dataset.copy;
			const done = () => {
				button.textContent = 'Copied';
				setTimeout(() => { button.textContent = 'Copy'; }, 1500);
			};
			const byHand = () => {
				const area = document.createElement('textarea');
				area.value = text;
				document.body.append(area);
				area.select();
				document.execCommand('copy');
				area.remove();
				button.focus();
				done();
			};
			if (navigator.clipboard)
				navigator.clipboard.writeText(text).then(done, byHand);
			else
				byHand();
		});
	}

	function page() {
		const search = $('#q');
		const chips = $$('.chip[data-o]');
		const required = $('#required');
		const checks = $$('.check');
		const suites = $$('.suite');
		const areas = $$('.area');
		const status = $('#status');
		const help = $('#help');
		const words = new Map();
		let opened = null; // which suites were open before a filter opened more

		const pressed = (b) => b.getAttribute('aria-pressed') === 'true';
		const press = (b, on) => b.setAttribute('aria-pressed', String(on));
		const textOf = (c) => {
			if (!words.has(c))
				words.set(c, c.textContent.toLowerCase());
			return words.get(c);
		};

		function apply() {
			const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
			const want = chips.filter(pressed).map((b) => b.dataset.o);
			const only = pressed(required);
			const active = terms.length > 0 || want.length > 0 || only;
			let shown = 0;

			for (const c of checks) {
				const on = (!want.length || want.includes(c.dataset.o)) &&
					(!only || c.dataset.r === '1') &&
					terms.every((t) => textOf(c).includes(t));
				c.hidden = !on;
				shown += on;
			}
			if (active && !opened)
				opened = new Map(suites.map((s) => [s, s.open]));
			for (const s of suites) {
				const some = $('.check:not([hidden])', s) !== null;
				s.hidden = !some;
				if (active)
					s.open = some;
				else if (opened)
					s.open = opened.get(s);
			}
			if (!active)
				opened = null;
			for (const a of areas) {
				let c = a.nextElementSibling;
				while (c && c.classList.contains('check') && c.hidden)
					c = c.nextElementSibling;
				a.hidden = !c || !c.classList.contains('check');
			}
			for (const s of $$('.lead'))
				s.hidden = active;
			// What guests showed is searched as well; outcomes of checks it has none.
			for (const t of $$('.scenario tbody tr'))
				t.hidden = !terms.every((w) => textOf(t).includes(w));
			status.textContent = active ? shown + ' of ' + checks.length : String(checks.length);
			$('#clear').hidden = !active;
			$('#nothing').hidden = shown > 0;
			return { terms, want, only, active };
		}

		function remember() {
			const s = apply();
			const p = new URLSearchParams();
			if (s.terms.length)
				p.set('q', search.value.trim());
			if (s.want.length)
				p.set('show', s.want.join('.'));
			if (s.only)
				p.set('required', '1');
			history.replaceState(null, '', s.active ? '#?' + p : location.pathname +
				location.search);
		}

		function reveal(check) {
			check.hidden = false;
			check.closest('.suite').open = true;
			check.open = true;
			check.scrollIntoView({ block: 'start' });
			$('summary', check).focus({ preventScroll: true });
		}

		function fromHash() {
			const hash = location.hash;
			if (hash.startsWith('#c/')) {
				const c = document.getElementById(decodeURIComponent(hash.slice(1)));
				if (c) {
					clear(true);
					reveal(c);
				}
				return;
			}
			const p = new URLSearchParams(hash.startsWith('#?') ? hash.slice(2) : '');
			const want = (p.get('show') || '').split('.');
			search.value = p.get('q') || '';
			chips.forEach((b) => press(b, want.includes(b.dataset.o)));
			press(required, p.get('required') === '1');
			apply();
		}

		function clear(quiet) {
			search.value = '';
			chips.concat(required).forEach((b) => press(b, false));
			if (quiet)
				apply();
			else
				remember();
		}

		function step(by) {
			const rows = checks.filter((c) => !c.hidden && c.closest('.suite').open)
				.map((c) => $('summary', c));
			const here = document.activeElement;
			let i = rows.indexOf(here);
			if (!rows.length)
				return;
			if (i < 0)
				i = by > 0 ? rows.findIndex((r) => r.getBoundingClientRect().top > 60) - 1
					: rows.length;
			const next = rows[Math.min(rows.length - 1, Math.max(0, i + by))];
			next.focus({ preventScroll: true });
			next.scrollIntoView({ block: 'nearest' });
		}

		search.addEventListener('input', remember);
		chips.concat(required).forEach((b) => b.addEventListener('click', () => {
			press(b, !pressed(b));
			remember();
		}));
		$('#clear').addEventListener('click', () => {
			clear();
			search.focus();
		});
		$('#all').addEventListener('click', () => {
			const open = suites.some((s) => !s.hidden && !s.open);
			suites.forEach((s) => { s.open = open; });
		});
		$('#keys').addEventListener('click', () => help.showModal());
		document.addEventListener('keydown', (event) => {
			if (event.ctrlKey || event.metaKey || event.altKey || help.open)
				return;
			const typing = event.target === search;
			if (event.key === 'Escape') {
				clear();
				search.blur();
			} else if (typing && (event.key === 'Enter' || event.key === 'ArrowDown')) {
				search.blur();
				step(1);
			} else if (typing) {
				return;
			} else if (event.key === '/') {
				search.focus();
				search.select();
			} else if (event.key === 'j') {
				step(1);
			} else if (event.key === 'k') {
				step(-1);
			} else if (event.key === '?') {
				help.showModal();
			} else {
				return;
			}
			event.preventDefault();
		});
		addEventListener('hashchange', fromHash);
		// On paper, what is not well is told in full.
		let closed = [];
		addEventListener('beforeprint', () => {
			closed = suites.concat(checks.filter((c) => c.dataset.o !== 'pass'),
				$$('footer details')).filter((d) => !d.open);
			closed.forEach((d) => { d.open = true; });
		});
		addEventListener('afterprint', () => closed.forEach((d) => { d.open = false; }));
		fromHash();
	}

	document.addEventListener('DOMContentLoaded', () => {
		themes();
		copying();
		page();
	});
})();
