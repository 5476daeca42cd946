// The organisation's own sign-in, for tests: oidc-provider (certified) with one
// confidential client, five accounts and a sign-in page of our own.
//
//   node provider.mjs PORT SITE     SITE is where the register runs
//
// It forgets everything when it ends and listens on 127.0.0.1 only.
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';

import Provider from 'oidc-provider';

const [port, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

// amr says how somebody signed in (RFC 8176). twin has the e-mail address of
// mirjam and is somebody else.
const accounts = {
  mirjam: { name: 'Mirjam de Wit', email: 'mirjam@voorbeeld.example', amr: ['pwd', 'otp'] },
  joris: { name: 'Joris Hamel', email: 'joris@voorbeeld.example', amr: ['pwd'] },
  henk: { name: 'Henk Postma', email: 'henk@elders.example', amr: ['pwd'], acr: 'urn:voorbeeld:sterk' },
  farida: { name: 'Farida Mulder', email: 'farida@voorbeeld.example', amr: ['mfa'] },
  twin: { name: 'Mirjam de Wit', email: 'mirjam@voorbeeld.example', amr: ['pwd', 'otp'] },
};

const key = (type, options) => generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' });

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'wederhoor',
    client_secret: 'geheim van de koppeling', // a space: it must be escaped in the header
    redirect_uris: [`${site}/staff/sign-in/directory/callback`],
    backchannel_logout_uri: `${site}/staff/sign-in/directory/logout`,
  }, {
    // The register as a reader of its mailbox: on its own (client credentials),
    // or for an account that signed in once (a refresh token).
    client_id: 'klachten',
    client_secret: 'geheim van de brievenbus',
    grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
    redirect_uris: ['http://127.0.0.1/mail'],
  }, {
    // The mail server, which asks whether a token is good.
    client_id: 'mailserver',
    client_secret: 'mailgeheim',
    grant_types: [],
    response_types: [],
    redirect_uris: [],
  }],
  issueRefreshToken: (ctx, client) => client.clientId === 'klachten',
  rotateRefreshToken: () => true,
  jwks: { keys: [{ ...key('rsa', { modulusLength: 2048 }), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: ['only for tests'] },
  pkce: { required: () => true },
  acrValues: ['urn:voorbeeld:sterk'],
  claims: { openid: ['sub', 'amr', 'acr'], profile: ['name'], email: ['email'] },
  conformIdTokenClaims: false, // as most providers: name and address stand in the ID token
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = page('Uitloggen', `${form}<button form="op.logoutForm" name="logout" value="yes">Log overal uit</button>`);
      },
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: accounts[id].name, email: accounts[id].email }) }),
  // Nobody is asked whether they agree: it is the organisation's own register.
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

const page = (title, body) => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;

const form = page('Voorbeeld-account', `<form method="post">
  <label>Naam <input name="account" autocomplete="off"></label>
  <button name="do" value="in">Verder</button> <button name="do" value="no">Liever niet</button></form>`);

async function interaction(req, res) {
  if (req.method !== 'POST') {
    await provider.interactionDetails(req, res); // fails when there is none
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    return res.end(form);
  }
  let body = '';
  for await (const chunk of req) body += chunk;
  const typed = new URLSearchParams(body);
  const { amr, acr } = accounts[typed.get('account')] ?? {};
  const result = typed.get('do') === 'in' && amr
    ? { login: { accountId: typed.get('account'), amr, acr } }
    : { error: 'access_denied', error_description: 'the person said no' };
  return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
http.createServer((req, res) => {
  if (!req.url.startsWith('/interaction/')) return answer(req, res);
  return interaction(req, res).catch((error) => {
    console.error(error);
    res.statusCode = 500;
    res.end();
  });
}).listen(Number(port), '127.0.0.1');
for (const event of ['server_error', 'backchannel.error', 'authorization.error', 'grant.error']) {
  provider.on(event, (ctx, error) => console.error(event, error.message, error.error_detail ?? ''));
}
