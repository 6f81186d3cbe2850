import { z } from 'zod';

const Id = z.int().min(1).max(999_999_999);

export const CustomField = z.strictObject({
  /** `7` is `customField7` in the API. */
  id: Id,
  name: z.string().min(1),
  format: z.enum(['string', 'text', 'date', 'list', 'user']),
  /** The choices of a list. */
  options: z
    .array(z.strictObject({ id: Id, value: z.string().min(1) }))
    .max(500)
    .default([]),
  /** Of these types alone, by name; of all when absent. */
  types: z.array(z.string().min(1)).max(200).optional(),
  required: z.boolean().default(false),
});
export type CustomField = z.infer<typeof CustomField>;

export const Person = z.strictObject({
  id: Id,
  name: z.string().min(1),
  email: z.string().min(3),
  /** Locked accounts are not. Default `true`. */
  active: z.boolean().default(true),
  /** Of the project. Default `true`. */
  member: z.boolean().default(true),
});
export type Person = z.infer<typeof Person>;

/** Adding and editing work packages, commenting, managing watchers and relations. */
export const Permission = z.enum(['add', 'edit', 'comment', 'watchers', 'relations']);
export type Permission = z.infer<typeof Permission>;

const Named = z.strictObject({ id: Id, name: z.string().min(1) });

const Status = z.strictObject({ ...Named.shape, isClosed: z.boolean().default(false) });

export const WebhookTarget = z.strictObject({ url: z.url(), secret: z.string().min(1).optional() });
export type WebhookTarget = z.infer<typeof WebhookTarget>;

/** The first status is that of new work packages, the last one is the end: from there only the second can be reached. */
const usualStatuses = [
  { id: 1, name: 'New' },
  { id: 7, name: 'In progress' },
  { id: 8, name: 'Waiting for customer' },
  { id: 9, name: 'Waiting for support' },
  { id: 11, name: 'Resolved' },
  { id: 12, name: 'Closed', isClosed: true },
];

const usualPriorities = [
  { id: 7, name: 'Low' },
  { id: 8, name: 'Normal' },
  { id: 9, name: 'High' },
  { id: 10, name: 'Immediate' },
];

/** Everything a simulator needs, as it may stand in a JSON file. */
export const SimulatorConfig = z.strictObject({
  project: z.strictObject({ id: Id, identifier: z.string().regex(/^[a-z][a-z0-9_-]*$/), name: z.string().min(1) }),
  types: z.array(Named).min(1).max(200),
  statuses: z.array(Status).min(2).max(50).prefault(usualStatuses),
  priorities: z.array(Named).min(1).max(50).default(usualPriorities),
  customFields: z.array(CustomField).max(500),
  people: z.array(Person).min(1).max(10_000),
  /** Whom the credentials below belong to. */
  serviceAccountId: Id,
  apiKey: z.string().min(1),
  /** What the service account may not do in the project; everything else a service desk needs it may. */
  withheld: z.array(Permission).default([]),
  /** An application with client credentials, acting as the service account. */
  oauth: z
    .strictObject({
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
      tokenLivesSeconds: z.int().min(1).max(86_400).default(7_200),
    })
    .optional(),
  /** What only OpenProject's Enterprise edition offers, and a project can switch off. Default `true`. */
  internalComments: z.boolean().default(true),
  /** What one person does to a work package within so long is one entry of its history. OpenProject's default is 5 min; here 0. */
  aggregationMs: z.int().min(0).max(3_600_000).default(0),
  webhook: WebhookTarget.optional(),
  /** All state is kept in this file, attachments in the folder `<stateFile>.files` beside it. */
  stateFile: z.string().min(1).optional(),
  host: z.string().min(1).default('127.0.0.1'),
  /** `0` takes any free port. */
  port: z.int().min(0).max(65_535).default(0),
  /** Per file. */
  attachmentBytesMax: z
    .int()
    .min(1)
    .default(20 * 1024 * 1024),
  /** All files together. */
  storageBytesMax: z
    .int()
    .min(1)
    .default(512 * 1024 * 1024),
});
export type SimulatorConfig = z.infer<typeof SimulatorConfig>;

/** `SimulatorConfig` as it is written, and the clock (epoch ms) for tests that steer time. */
export type OpenProjectSimulatorOptions = z.input<typeof SimulatorConfig> & { readonly now?: () => number };
