import { createJiraSimulator, type Flavour, type JiraSimulator, type JiraSimulatorOptions } from '../src/index.ts';

/** People, request types and credentials of a small desk. Nobody here is real. */
export const people = {
  iryna: { id: 'iryna', displayName: 'Iryna Bondar', emailAddress: 'iryna@example.invalid', role: 'agent' },
  taras: { id: 'taras', displayName: 'Taras Hnatiuk', emailAddress: 'taras@example.invalid', role: 'agent' },
  olena: { id: 'olena', displayName: 'Olena Koval', emailAddress: 'olena@example.invalid', role: 'customer' },
  outsider: {
    id: 'outsider',
    displayName: 'Petro Outsider',
    emailAddress: 'petro@example.invalid',
    role: 'customer',
    deskAccess: false,
  },
} as const;

const textArea = 'com.atlassian.jira.plugin.system.customfieldtypes:textarea';

export const internetRequest = {
  id: '11',
  name: 'Internet problems',
  description: 'Wi-Fi and network',
  groupIds: ['1'],
  fields: [
    { fieldId: 'summary', name: 'What happened?', required: true, schema: { type: 'string' } },
    { fieldId: 'description', name: 'Details', required: false, schema: { type: 'string' } },
    { fieldId: 'priority', name: 'Priority', required: false, schema: { type: 'priority' } },
    { fieldId: 'labels', name: 'Labels', required: false, schema: { type: 'array', items: 'string' } },
    { fieldId: 'attachment', name: 'Files', required: false, schema: { type: 'array', items: 'attachment' } },
    { fieldId: 'customfield_10050', name: 'Room', required: false, schema: { type: 'string' } },
    { fieldId: 'customfield_10051', name: 'Notes', required: false, schema: { type: 'string', custom: textArea } },
    { fieldId: 'customfield_10052', name: 'Seats', required: false, schema: { type: 'number' } },
    { fieldId: 'customfield_10053', name: 'Wanted by', required: false, schema: { type: 'date' } },
    { fieldId: 'customfield_10055', name: 'Contact', required: false, schema: { type: 'user' } },
  ],
};

export const purchaseRequest = {
  id: '12',
  name: 'Purchase',
  groupIds: ['2'],
  fields: [
    { fieldId: 'summary', name: 'What to buy?', required: true, schema: { type: 'string' } },
    {
      fieldId: 'customfield_10060',
      name: 'Building',
      required: true,
      schema: { type: 'option' },
      validValues: [
        { value: '1', label: 'Main' },
        { value: '2', label: 'Library' },
      ],
    },
    {
      fieldId: 'customfield_10061',
      name: 'Extras',
      required: false,
      schema: { type: 'array', items: 'option' },
      validValues: [{ value: '7', label: 'Delivery' }],
    },
  ],
};

const shared = {
  projectKey: 'SD',
  projectName: 'Help desk',
  serviceDeskId: '1',
  requestTypes: [internetRequest, purchaseRequest],
};

export const cloudOptions: JiraSimulatorOptions = {
  flavour: 'cloud',
  credentials: { email: 'desk@example.invalid', apiToken: 'cloud-token' },
  people: Object.values(people).map(({ id, ...person }) => ({ accountId: id, ...person })),
  ...shared,
};

export const dataCenterOptions: JiraSimulatorOptions = {
  flavour: 'data-center',
  credentials: { personalAccessToken: 'data-center-token' },
  people: Object.values(people).map(({ id, ...person }) => ({ name: id, ...person })),
  ...shared,
};

export const authorization: Readonly<Record<Flavour, string>> = {
  cloud: `Basic ${Buffer.from('desk@example.invalid:cloud-token').toString('base64')}`,
  'data-center': 'Bearer data-center-token',
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface TestSite extends AsyncDisposable {
  readonly sim: JiraSimulator;
  readonly flavour: Flavour;
  /** `/rest/api/3` or `/rest/api/2`. */
  readonly api: string;
  /** Starts at a whole minute; moved by hand. */
  readonly clock: { at: number };
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  upload(path: string, files: Record<string, string | Uint8Array>, headers?: Record<string, string>): Promise<Answer>;
  /** Files a request through the API and gives its key. */
  file(fields?: Record<string, unknown>): Promise<string>;
  /** A reference to a person, as this flavour writes it. */
  person(id: string): Record<string, string>;
  /** A text, as this flavour's platform API writes it. */
  text(text: string): unknown;
}

export const startOfTest = Date.UTC(2026, 10, 20, 9, 0, 0);

export async function startSite(flavour: Flavour, overrides: Partial<JiraSimulatorOptions> = {}): Promise<TestSite> {
  const clock = { at: startOfTest };
  const defaults = flavour === 'cloud' ? cloudOptions : dataCenterOptions;
  const options = { ...defaults, now: () => clock.at, ...overrides };
  const sim = await createJiraSimulator(isOptions(options) ? options : defaults);

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${sim.baseUrl}${path}`, init);
    return { status: response.status, headers: response.headers, body: readJson(await response.text()) };
  }

  const site: TestSite = {
    sim,
    flavour,
    api: flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2',
    clock,
    call: (method, path, body, headers) =>
      send(path, {
        method,
        headers: {
          authorization: authorization[flavour],
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    upload(path, files, headers) {
      const form = new FormData();
      for (const [name, content] of Object.entries(files)) form.append('file', new Blob([Buffer.from(content)]), name);
      const guard = { 'x-atlassian-token': 'no-check', authorization: authorization[flavour] };
      return send(path, { method: 'POST', headers: { ...guard, ...headers }, body: form });
    },
    async file(fields) {
      const requestFieldValues = { summary: 'Wi-Fi is gone', ...fields };
      const body = { serviceDeskId: '1', requestTypeId: '11', raiseOnBehalfOf: 'olena', requestFieldValues };
      return textAt(await site.call('POST', '/rest/servicedeskapi/request', body), 'issueKey');
    },
    person: (id) => (flavour === 'cloud' ? { accountId: id } : { name: id }),
    text: (text) => (flavour === 'cloud' ? adf(text) : text),
    [Symbol.asyncDispose]: () => sim.close(),
  };
  return site;
}

export function adf(text: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/** What stands at a path of an answer's body. */
export function valueAt({ body }: Answer, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).find(([key]) => key === String(step))?.[1];
  }, body);
}

export function textAt(answer: Answer, ...path: (string | number)[]): string {
  const value = valueAt(answer, ...path);
  if (typeof value !== 'string') throw new Error(`No text at ${path.join('.')} in ${JSON.stringify(answer.body)}`);
  return value;
}

export const flavours: readonly Flavour[] = ['cloud', 'data-center'];

/** Overrides never change the flavour, so a merged object stays one of the two shapes. */
function isOptions(options: object): options is JiraSimulatorOptions {
  return 'flavour' in options && 'credentials' in options;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
