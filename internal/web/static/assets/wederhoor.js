// Wederhoor – progressive enhancement. Every page works without this file.
// No eval, no inline handlers, no storage. Keep below 300 lines; if it must grow, adopt htmx 4 instead.
(() => {
  'use strict';
  const $ = (s, r = document) => r.querySelector(s);
  const nl = document.documentElement.lang !== 'en';
  const say = (() => {
    const el = document.createElement('p');
    el.className = 'sr'; el.setAttribute('role', 'status'); document.body.append(el);
    return t => { el.textContent = ''; requestAnimationFrame(() => { el.textContent = t; }); };
  })();

  // 1. Buttons that only make sense with JavaScript are [hidden] in the HTML.
  const reveal = r => r.querySelectorAll('[data-copy][hidden],[data-print][hidden],[data-insert][hidden],.peek[hidden]').forEach(b => { b.hidden = false; });
  reveal(document);

  // A row of tabs that does not fit shows the one that is open.
  document.querySelectorAll('.views [aria-current]').forEach(a => {
    const row = a.parentElement, at = a.getBoundingClientRect(), box = row.getBoundingClientRect();
    row.scrollLeft += at.left - box.left - (box.width - at.width) / 2;
  });

  // A password can be read while it is typed, and is covered again before it leaves.
  const peek = (b, on) => { b.setAttribute('aria-pressed', on); document.getElementById(b.getAttribute('aria-controls')).type = on ? 'text' : 'password'; };
  const cover = () => document.querySelectorAll('.peek[aria-pressed=true]').forEach(b => peek(b, false));

  document.addEventListener('click', async e => {
    const eye = e.target.closest('.peek');
    if (eye) peek(eye, eye.getAttribute('aria-pressed') !== 'true');
    const copy = e.target.closest('[data-copy]');
    if (copy) {
      await navigator.clipboard.writeText($(copy.dataset.copy).textContent.trim());
      say(nl ? 'Code gekopieerd' : 'Code copied');
      copy.lastChild.textContent = nl ? ' Gekopieerd' : ' Copied';
    }
    if (e.target.closest('[data-print]')) window.print();
    // a placeholder goes where the cursor is
    const insert = e.target.closest('[data-insert]');
    if (insert) {
      const into = document.getElementById(insert.dataset.into);
      into.setRangeText(insert.dataset.insert, into.selectionStart, into.selectionEnd, 'end');
      into.focus();
      into.dispatchEvent(new Event('input', { bubbles: true }));
    }
    // a menu closes when you click elsewhere
    document.querySelectorAll('details.menu[open]').forEach(d => { if (!d.contains(e.target)) d.open = false; });
  });

  // 2. <form data-swap="id">: send the form, take #id out of the full page that comes back.
  //    The server renders one and the same page with or without JavaScript.
  const inFlight = new WeakMap();
  const swap = async (form, submitter) => {
    inFlight.get(form)?.abort();
    const ctl = new AbortController(); inFlight.set(form, ctl);
    const by = submitter || form.querySelector('[data-swap-by]'); // the button that asks for the same thing without JavaScript
    const method = by?.formMethod || form.method, get = method === 'get', data = new FormData(form, by);
    const url = new URL(by?.hasAttribute('formaction') ? by.formAction : form.action);
    if (get) url.search = new URLSearchParams(data);
    const target = document.getElementById(form.dataset.swap);
    target.setAttribute('aria-busy', 'true');
    try {
      const body = get ? null : form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
      const res = await fetch(url, { method, body, signal: ctl.signal, headers: { Accept: 'text/html', 'X-Wederhoor': 'swap' } });
      if (res.redirected || !res.headers.get('content-type')?.startsWith('text/html')) { location.assign(res.url); return; }
      const next = new DOMParser().parseFromString(await res.text(), 'text/html').getElementById(form.dataset.swap);
      if (!next) { form.submit(); return; }
      target.replaceChildren(...next.childNodes);
      reveal(target);
      if (form.method === 'get') history.replaceState(null, '', url);
      say(next.dataset.say ?? (nl ? 'Bijgewerkt' : 'Updated'));
    } catch (err) {
      if (err.name !== 'AbortError') form.submit(); // offline or server trouble: let the browser show it
    } finally { target.removeAttribute('aria-busy'); }
  };
  // Work that takes long: <form data-swap="id" data-poll> looks again until its page is another one.
  const poll = () => setTimeout(() => { const f = $('form[data-poll]'); if (f) swap(f).then(poll); }, 2000);
  if ($('form[data-poll]')) poll();
  let timer;
  document.addEventListener('input', e => {
    const f = e.target.form;
    if (f?.matches('[data-swap]')) { clearTimeout(timer); timer = setTimeout(() => swap(f), e.target.matches('textarea,[type=search]') ? 450 : 0); }
  });
  document.addEventListener('submit', e => {
    cover();
    const f = e.target;
    if (f.matches('[data-swap]') && (f.method === 'get' || e.submitter?.matches('[data-swap-by]'))) { e.preventDefault(); swap(f, e.submitter); return; }
    // 3. no double sending; the button says what is happening
    if (f.dataset.sent) { e.preventDefault(); return; }
    f.dataset.sent = '1'; e.submitter?.setAttribute('aria-disabled', 'true'); say(nl ? 'Bezig met versturen' : 'Sending');
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(f => { delete f.dataset.sent; f.querySelectorAll('[aria-disabled]').forEach(b => b.removeAttribute('aria-disabled')); }));

  // 4. Long texts: warn before leaving. Nothing is kept on the device (shared phones, confidential words).
  addEventListener('beforeunload', e => {
    const dirty = [...document.querySelectorAll('textarea')].some(t => t.value !== t.defaultValue && !t.form?.dataset.sent);
    if (dirty) e.preventDefault();
  });

  // 5. After an error the summary gets focus.
  $('.err-sum')?.focus();

  // How long a letter can still be taken back, counted down; without script it says until when.
  const left = $('[data-left]');
  if (left) {
    const until = Date.now() + left.dataset.left * 1000;
    left.closest('.flash').setAttribute('aria-live', 'off'); // nobody wants each second read out
    const count = setInterval(() => {
      const s = Math.ceil((until - Date.now()) / 1000);
      if (s > 0) { left.textContent = `(nog ${s} s)`; return; }
      clearInterval(count); left.closest('form').remove();
    }, 250);
  }

  // What takes long tells how far it is; without script there is a link.
  const watch = async () => {
    const at = $('[data-poll]');
    if (!at) return;
    if (!document.body.classList.contains('locked')) {
      const page = await fetch(location.href, { headers: { 'X-Wederhoor': 'swap' } }).then(r => r.ok && !r.redirected ? r.text() : '').catch(() => '');
      const next = page && new DOMParser().parseFromString(page, 'text/html').getElementById(at.id);
      if (next) { at.replaceWith(next); if (!next.matches('[data-poll]')) say($('h1', next).textContent); }
    }
    setTimeout(watch, 1500);
  };
  if ($('[data-poll]')) setTimeout(watch, 1500);
  // A form that hands over a file leaves the page as it is: it can be sent again.
  addEventListener('submit', e => { if (e.target.matches('[data-download]')) setTimeout(() => { delete e.target.dataset.sent; e.target.querySelectorAll('[aria-disabled]').forEach(b => b.removeAttribute('aria-disabled')); }, 1500); });

  // 6. While a list of choices has the focus, its numbers choose and ? tells so; nowhere else does a single key do anything (WCAG 2.1.4).
  const digits = $('[data-digits]'), keys = $('[data-keys]');
  if (digits) {
    if (keys) keys.hidden = false;
    digits.addEventListener('keydown', e => {
      if (e.altKey || e.metaKey || e.ctrlKey) return;
      const r = /^[1-9]$/.test(e.key) && digits.querySelectorAll('input[type=radio]')[e.key - 1];
      if (r) { e.preventDefault(); r.click(); r.focus(); }
      else if (e.key === '?' && keys) { e.preventDefault(); keys.open = true; say(keys.textContent); }
    });
    digits.form.addEventListener('keydown', e => { if (e.ctrlKey && e.key === 'Enter') { e.preventDefault(); digits.form.requestSubmit(); } });
  }

  // Text that is selected where it may be taken out goes into the field for it; without script it is pasted there.
  const pick = $('[data-pick-go]');
  if (pick) {
    let picked = '';
    document.addEventListener('selectionchange', () => {
      const s = getSelection(), at = n => n && (n.nodeType === 1 ? n : n.parentElement)?.closest('[data-pick]');
      const text = s.toString().trim(), same = at(s.anchorNode) && at(s.anchorNode) === at(s.focusNode);
      if (same && text.length > 1) picked = text;
      pick.hidden = !(same && text.length > 1);
    });
    pick.addEventListener('mousedown', e => e.preventDefault()); // the selection stays
    pick.addEventListener('click', () => { $('#black_text').value = picked; pick.hidden = true; $('#black_reason').focus(); });
  }

  // 7. After a while without input the page hides itself, with what was typed still in it. Tabs tell each other
  //    about input, so that the one you left does not lock the one you work in.
  const lock = $('#lock'), after = document.body.dataset.lockAfter * 1000;
  if (lock && after) {
    const form = $('form', lock), field = $('[type=password]', lock), wrong = $('.err', lock), tabs = new BroadcastChannel('wederhoor'), open = 'open ' + $('[name=me]', lock).value;
    const send = (url, body) => fetch(url, { method: 'POST', body, headers: { 'X-Wederhoor': 'lock' } });
    let last = Date.now(), told = 0, locked = false;
    const hide = tell => {
      if (locked) return;
      locked = true; field.value = ''; wrong.hidden = true; cover();
      document.body.classList.add('locked'); lock.showModal(); field.focus();
      if (tell) { tabs.postMessage('lock'); send('/staff/lock').catch(() => {}); } // no network: hidden all the same
    };
    const show = () => { locked = false; last = Date.now(); field.value = ''; lock.close(); document.body.classList.remove('locked'); };
    const idle = () => Date.now() - last >= after;
    const active = () => {
      if (locked || idle()) { hide(true); return; } // asleep for an hour: the first key does not open it
      last = Date.now();
      if (last - told > 5000) { told = last; tabs.postMessage('active'); }
    };
    tabs.onmessage = e => { if (e.data === 'lock') hide(false); else if (e.data === open) { if (locked) show(); } else if (e.data === 'active') last = Date.now(); };
    ['pointerdown', 'keydown', 'input', 'wheel', 'touchstart'].forEach(t => addEventListener(t, active, { passive: true, capture: true }));
    setInterval(() => { if (idle()) hide(true); }, 1000);
    lock.addEventListener('cancel', e => e.preventDefault());
    lock.addEventListener('close', () => { if (locked) lock.showModal(); });
    form.addEventListener('submit', async e => {
      e.preventDefault(); e.stopPropagation(); cover();
      const res = await send(form.action, new URLSearchParams(new FormData(form))).catch(() => null);
      if (res?.status === 204) { tabs.postMessage(open); show(); return; }
      if (res?.status === 409) { location.reload(); return; } // somebody else signed in meanwhile: this page is not theirs
      $('span', wrong).textContent = res ? await res.text() : 'Er is nu geen verbinding. Probeer het zo nog eens.';
      wrong.hidden = false; field.value = ''; field.focus();
      $('[data-again]', lock).hidden = res?.status !== 401;
    });
  }
})();
