import { z } from 'zod';

/** A field of a request type, as the portal form of Jira Service Management shows it. */
export const RequestTypeField = z.strictObject({
  /** `summary`, `description`, `priority`, `labels`, `attachment` or `customfield_NNNNN`. */
  fieldId: z.string().min(1),
  name: z.string().min(1),
  description: z.string().optional(),
  required: z.boolean(),
  /** Jira's own field schema; `type` is `string`, `number`, `date`, `option`, `user`, `priority` or `array` (of `items`). */
  schema: z.strictObject({
    type: z.string().min(1),
    items: z.string().optional(),
    system: z.string().optional(),
    custom: z.string().optional(),
  }),
  /** The choices of an option field; `value` is the option's id. */
  validValues: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
});
export type RequestTypeField = z.infer<typeof RequestTypeField>;

export const RequestType = z.strictObject({
  /** Digits, as a string: Jira writes its ids so. */
  id: z.string().regex(/^\d+$/),
  name: z.string().min(1),
  description: z.string().optional(),
  groupIds: z.array(z.string()),
  fields: z.array(RequestTypeField).max(100),
});
export type RequestType = z.infer<typeof RequestType>;

const personShape = {
  displayName: z.string().min(1),
  emailAddress: z.string().min(3),
  role: z.enum(['agent', 'customer']),
  /** `false`: known to the site but not invited to the service desk. Default `true`. */
  deskAccess: z.boolean().optional(),
  /** Default `true`. */
  active: z.boolean().optional(),
};

/** Cloud knows people by `accountId`. */
export const CloudPerson = z.object({ accountId: z.string().min(1), ...personShape });
export type CloudPerson = z.infer<typeof CloudPerson>;

/** Data Center knows people by username. */
export const DataCenterPerson = z.object({ name: z.string().min(1), ...personShape });
export type DataCenterPerson = z.infer<typeof DataCenterPerson>;

export const WebhookTarget = z.strictObject({
  url: z.url(),
  secret: z.string().min(1).optional(),
  /** `signature`: `X-Hub-Signature` over the raw body. `query-secret`: `?secret=` in the URL. */
  style: z.enum(['signature', 'query-secret']),
  /** Cloud only: the pauses before the retries, in ms. At most five, as Jira does. */
  retryDelaysMs: z.array(z.int().min(0).max(3_600_000)).max(5).optional(),
});
export type WebhookTarget = z.infer<typeof WebhookTarget>;

const sharedShape = {
  /** E.g. `SD`: issues are `SD-1`, `SD-2` … */
  projectKey: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
  projectName: z.string().min(1).optional(),
  /** Digits, as a string. */
  serviceDeskId: z.string().regex(/^\d+$/),
  requestTypes: z.array(RequestType).max(500),
  webhook: WebhookTarget.optional(),
  /** Names of the groups that request types name by id; one without a name here is called by its id. */
  requestTypeGroups: z
    .array(z.strictObject({ id: z.string().min(1), name: z.string().min(1) }))
    .max(100)
    .optional(),
  /** What the service account may not do, by Jira's keys. Default: to administer the project, and the site. */
  withheldPermissions: z.array(z.string()).max(100).optional(),
  /** System fields that are not on the edit screen. Default: none. */
  notOnEditScreen: z.array(z.string()).max(100).optional(),
  /** Data Center only: its version, which decides where its webhooks are administered. Default `10.3.0`. */
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .optional(),
  /** All state is kept in this file, attachments in the folder `<stateFile>.files` beside it. */
  stateFile: z.string().min(1).optional(),
  /** Default `127.0.0.1`. */
  host: z.string().min(1).optional(),
  /** `0` (the default) takes any free port. */
  port: z.int().min(0).max(65_535).optional(),
  /** Cloud only: a new or changed issue is found by a search so much later. Default 0. */
  searchLagMs: z.int().min(0).max(3_600_000).optional(),
  /** The service account's time zone; JQL dates are read in it. Default `Europe/Kyiv`. */
  timeZone: z.string().refine(isTimeZone, 'No such time zone.').optional(),
  /** Per file. Default 20 MB. */
  attachmentBytesMax: z.int().min(1).optional(),
  /** All files together. Default 512 MB. */
  storageBytesMax: z.int().min(1).optional(),
  /** Cloud only: writes to one issue within a window before Jira answers 429. Default 20 in 2,000 ms. */
  writeLimit: z.strictObject({ writesMax: z.int().min(1), windowMs: z.int().min(1) }).optional(),
};

/** Everything a simulator needs, as it may stand in a JSON file. Half a configuration does not parse. */
export const SimulatorConfig = z.discriminatedUnion('flavour', [
  z.strictObject({
    flavour: z.literal('cloud'),
    credentials: z.strictObject({ email: z.string().min(3), apiToken: z.string().min(1) }),
    people: z.array(CloudPerson).max(10_000),
    ...sharedShape,
  }),
  z.strictObject({
    flavour: z.literal('data-center'),
    credentials: z.strictObject({ personalAccessToken: z.string().min(1) }),
    people: z.array(DataCenterPerson).max(10_000),
    ...sharedShape,
  }),
]);
export type SimulatorConfig = z.infer<typeof SimulatorConfig>;

/** `SimulatorConfig`, and the clock (epoch ms) for tests that steer time. */
export type JiraSimulatorOptions = SimulatorConfig & { readonly now?: () => number };

export type Flavour = SimulatorConfig['flavour'];

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
