import {
  createOpenProjectSimulator,
  type OpenProjectSimulator,
  type OpenProjectSimulatorOptions,
} from '../src/index.ts';

export const siteOptions: OpenProjectSimulatorOptions = {
  project: { id: 1, identifier: 'service-desk', name: 'Service desk' },
  types: [{ id: 1, name: 'Request' }],
  customFields: [
    { id: 1, name: 'Reference', format: 'string' },
    { id: 2, name: 'Kind', format: 'list', options: [{ id: 21, value: 'Repair' }] },
    { id: 3, name: 'Requester', format: 'user' },
  ],
  people: [
    { id: 4, name: 'Desk', email: 'desk@example.test' },
    { id: 5, name: 'Iryna', email: 'iryna@example.test' },
    { id: 7, name: 'Taras', email: 'taras@example.test' },
    { id: 6, name: 'Outsider', email: 'outsider@example.test', member: false },
  ],
  serviceAccountId: 4,
  apiKey: 'key',
  oauth: { clientId: 'desk', clientSecret: 'secret' },
};

export interface Site extends AsyncDisposable {
  readonly simulator: OpenProjectSimulator;
  /** A call of the API as the service account. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

export async function startSite(change: Partial<OpenProjectSimulatorOptions> = {}): Promise<Site> {
  const simulator = await createOpenProjectSimulator({ ...siteOptions, ...change });
  return {
    simulator,
    async call(method, path, body, headers = { authorization: 'Bearer key' }) {
      const response = await fetch(`${simulator.baseUrl}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: Object(await response.json()) };
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

/** A work package as a client would create it. */
export const newWorkPackage = {
  subject: 'No Wi-Fi',
  description: { raw: 'Since lunch.' },
  customField1: 'desk-1',
  _links: { type: { href: '/api/v3/types/1' }, customField2: { href: '/api/v3/custom_options/21' } },
};
