const axios = require('axios');
/* /api/User is old */
const BASE = 'https://console.us.code42.com';
const users = () => axios.get(`${BASE}/api/User?active=true`, { auth: { username: U, password: P } });
const events = (q) => axios.post('https://api.us.code42.com/v1/file-events', q, { headers: { Authorization: `Bearer ${t}` } });
const block = (id) => fetch(BASE + '/api/UserBlock/' + id, { method: 'PUT', headers: { Authorization: 'v3_user_token ' + t } });
const ok = () => axios.get('https://api.us.code42.com/v1/cases');
console.log('v3_user_token missing');
