// paths of the console host and the api host
export const CONSOLE = {
  user: '/api/v1/User',
  computer: '/api/v1/Computer',
  org: '/api/v1/Org',
  userRole: '/api/v1/UserRole',
  deactivate: (id: number) => `/api/UserDeactivation/${id}`,
} as const;

export const PORTAL = {
  oauth: '/v1/oauth',
  users: '/v1/users',
  cases: '/v1/cases',
  devices: '/v1/devices',
  agents: '/v1/agents',
  rules: '/v2/alert-rules',
  ruleUsers: '/v1/alert-rules/query-users',
} as const;
