'use strict';
// express app: receives Code42 alert webhooks, enriches, posts to slack
const express = require('express');
const axios = require('axios');

const API = process.env.C42_API || 'https://api.us.code42.com';
const SLACK = process.env.SLACK_HOOK;
const routes = {
  token: '/v1/oauth?grant_type=client_credentials',
  alert: '/v1/alerts/query-details',
  user: (id) => `/v1/users/${id}`,
  profile: (id) => `/v1/user-risk-profiles/${id}`,
  watchlist: (id) => `/v2/watchlists/${id}`,
};

let token = null;
async function auth() {
  const { data } = await axios.post(API + routes.token, null, {
    auth: { username: process.env.C42_ID, password: process.env.C42_SECRET },
  });
  token = data.access_token;
  setTimeout(() => { token = null; }, 14 * 60 * 1000);
}

async function c42(method, path, body) {
  if (!token) await auth();
  const res = await axios({ method, url: API + path, data: body, headers: { Authorization: `Bearer ${token}` } });
  return res.data;
}

const app = express();
app.use(express.json());

// POST /v1/alerts/incoming is our own route
app.post('/hooks/code42', async (req, res) => {
  try {
    const { alerts } = await c42('post', routes.alert, { alertIds: [req.body.alertId] });
    const alert = alerts[0];
    const user = await c42('get', routes.user(alert.actorId));
    const risk = await c42('get', routes.profile(user.userId));
    await axios.post(SLACK, { text: `*${alert.name}* ${user.username} (${risk.notes || 'no notes'})` });
    if (alert.severity === 'LOW') {
      await c42('post', '/v1/alerts/resolve-alert', { alertIds: [alert.id], reason: 'auto' });
    }
    res.sendStatus(204);
  } catch (e) {
    console.error('query-details /v1/alerts failed', e.message);
    res.sendStatus(500);
  }
});

app.listen(process.env.PORT || 3000);
