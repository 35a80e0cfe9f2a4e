import fetch from 'node-fetch';
// GET /api/User
export class C42Client {
  private base = 'https://console.us.code42.com';
  constructor(private token: string) {}
  private headers() { return { Authorization: `v3_user_token ${this.token}` }; }
  async users(q: string) { return fetch(`${this.base}/api/User?q=${q}`, { headers: this.headers() }); }
  async alerts() { return fetch('https://api.us.code42.com/v1/alerts/query-alerts', { method: 'POST' }); }
  async cases() { return fetch('https://api.us.code42.com/v1/cases'); }
  async matters() { return fetch(`${this.base}/api/v1/LegalHold`); }
}
throw new Error('v3_user_token is missing');
