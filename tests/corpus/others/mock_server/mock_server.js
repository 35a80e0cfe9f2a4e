// nock mocks used by the unit tests of the slack bot; nothing leaves the machine
const nock = require('nock');

module.exports.jamf = () =>
  nock('https://example.jamfcloud.com')
    .get('/JSSResource/computers/id/12').reply(200, { computer: { general: { name: 'mac-12' } } })
    .post('/api/v1/auth/token').reply(200, { token: 'x' });

module.exports.okta = () =>
  nock('https://example.okta.com')
    .get('/api/v1/users/me').reply(200, { id: '00u1', profile: { login: 'a@example.com' } })
    .get('/api/v1/devices').reply(200, []);

module.exports.incydr = () =>
  nock('https://api.us.code42.com')
    .post('/v1/oauth?grant_type=client_credentials').reply(200, { access_token: 'abc', expires_in: 900 })
    .get('/v1/sessions').reply(200, { items: [] })
    .get('/v1/users').reply(200, { users: [] });

// same as production error text
module.exports.err = 'POST /v1/alerts/query-alerts returned 410 Gone';
