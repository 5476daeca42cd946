// Wederhoor – passkeys: signing in with one and making one. Loaded only on the
// pages that have them. Both pages have another road for who has no script.
(() => {
  'use strict';
  const $ = s => document.querySelector(s);
  const door = $('[data-passkey-in]'), make = $('[data-passkey-make]'), place = door || make, said = $('[data-passkey-said]');
  const API = window.PublicKeyCredential;
  if (!place || !API || !navigator.credentials) return;

  // A passkey belongs to one name: at another address there is a link to it.
  const show = el => { if (el) el.hidden = false; };
  $('[data-passkey-unable]')?.remove();
  if (location.origin !== new URL(place.dataset.site).origin) { show($('[data-passkey-elsewhere]')); return; }
  show(place);
  if (door) document.querySelectorAll('.login form .btn').forEach(b => b.classList.add('btn-2')); // one primary button

  // What goes over the line is JSON with bytes as base64url; older browsers need help.
  const bytes = s => Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = b => btoa(Array.from(new Uint8Array(b), c => String.fromCharCode(c)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const keys = list => (list || []).map(k => ({ ...k, id: bytes(k.id) }));
  const creation = o => API.parseCreationOptionsFromJSON ? API.parseCreationOptionsFromJSON(o)
    : { ...o, challenge: bytes(o.challenge), user: { ...o.user, id: bytes(o.user.id) }, excludeCredentials: keys(o.excludeCredentials) };
  const request = o => API.parseRequestOptionsFromJSON ? API.parseRequestOptionsFromJSON(o)
    : { ...o, challenge: bytes(o.challenge), allowCredentials: keys(o.allowCredentials) };
  const plain = c => {
    if (c.toJSON) return c.toJSON();
    const response = {};
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) if (c.response[name]) response[name] = text(c.response[name]);
    if (c.response.getTransports) response.transports = c.response.getTransports();
    return { id: c.id, rawId: text(c.rawId), type: c.type, response, clientExtensionResults: {} };
  };

  class Calm extends Error {} // a sentence to show
  const post = async (url, what) => {
    let res, answer;
    try {
      res = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) });
    } catch { throw new Calm('Er is geen verbinding. Probeer het zo nog eens.'); }
    if (res.status === 401) { location.reload(); await new Promise(() => {}); } // signed out meanwhile
    try { answer = await res.json(); } catch { throw new Calm('Dit ging bij ons mis. Probeer het over een minuut nog eens.'); }
    if (!res.ok) throw new Calm(answer.error);
    return answer;
  };
  const words = err => {
    if (err instanceof Calm) return err.message;
    if (err.name === 'InvalidStateError') return 'Op dit apparaat staat al een passkey van jou.';
    return door ? 'Het is niet gelukt. Probeer het nog eens, of gebruik je wachtwoord.' : 'Er is geen passkey gemaakt. Probeer het nog eens.';
  };

  // While a device asks for a finger, the button cannot be pressed again.
  const button = place.querySelector('.btn');
  const busy = async act => {
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true'); said.textContent = '';
    try { location.assign((await act()).to); } catch (err) {
      said.textContent = words(err);
      button.removeAttribute('aria-disabled');
    }
  };

  if (door) {
    let asking = new AbortController(), chosen;
    const signIn = async mediation => {
      asking.abort();
      const { signal } = asking = new AbortController();
      const options = await post('/staff/sign-in/passkey/begin', {});
      signal.throwIfAborted();
      const key = await navigator.credentials.get({ publicKey: request(options.publicKey), mediation, signal });
      chosen = true;
      return post('/staff/sign-in/passkey/finish', plain(key));
    };
    button.addEventListener('click', () => busy(() => signIn('optional')));
    // The browser offers the passkey in the field for the address, if it can.
    (async () => {
      if (!await API.isConditionalMediationAvailable?.()) return;
      try { location.assign((await signIn('conditional')).to); } catch (err) { if (chosen) said.textContent = words(err); }
    })();
    addEventListener('pageshow', e => { if (e.persisted) location.reload(); }); // back from the register: a new ceremony
    return;
  }

  make.addEventListener('submit', e => {
    e.preventDefault(); e.stopPropagation(); // it is not sent as a form
    busy(async () => {
      const options = await post('/staff/account/passkeys/begin', { name: make.elements.name.value });
      return post('/staff/account/passkeys/finish', plain(await navigator.credentials.create({ publicKey: creation(options.publicKey) })));
    });
  });
})();
