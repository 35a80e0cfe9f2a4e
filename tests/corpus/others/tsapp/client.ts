import fetch from 'node-fetch';
import { CONSOLE, PORTAL } from './endpoints';

type Json = Record<string, any>;

export class Code42 {
  private token?: string;
  constructor(private api: string, private console: string, private id: string, private secret: string) {}

  async login(): Promise<void> {
    const r = await fetch(`${this.api}${PORTAL.oauth}?grant_type=client_credentials`, {
      method: 'POST',
      headers: { Authorization: 'Basic ' + Buffer.from(`${this.id}:${this.secret}`).toString('base64') },
    });
    this.token = ((await r.json()) as Json).access_token;
  }

  private async call(host: string, path: string, method = 'GET', body?: Json): Promise<Json> {
    const r = await fetch(host + path, { method, headers: { Authorization: `Bearer ${this.token}` }, body: body && JSON.stringify(body) });
    if (!r.ok) throw new Error(`${method} ${path}: ${r.status}`);
    return (await r.json()) as Json;
  }

  users = () => this.call(this.api, PORTAL.users);
  devices = () => this.call(this.api, PORTAL.devices + '?page=1&pageSize=100');
  org = (id: number) => this.call(this.console, `${CONSOLE.org}/${id}`);
  retire = (id: number) => this.call(this.console, CONSOLE.deactivate(id), 'PUT');
  customer = () => this.call(this.api, '/v1/customer');
}
