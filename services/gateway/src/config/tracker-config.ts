import { z } from 'zod';

const text = z.string().min(1);
const webAddress = z.url({ protocol: /^https?$/ });

const anyTracker = { TRACKER_MAP_FILE: text, TRACKER_WEBHOOK_SECRET: z.string().min(16).optional() };

const jira = {
  ...anyTracker,
  JIRA_BASE_URL: webAddress,
  JIRA_SERVICE_DESK_ID: z.string().regex(/^\d{1,12}$/),
};

const openProject = { ...anyTracker, OPENPROJECT_URL: webAddress };

/** The service account's API key, or an application of OAuth that acts as it. */
const openProjectProofs = {
  apiKey: z
    .object({ OPENPROJECT_API_KEY: text })
    .transform(({ OPENPROJECT_API_KEY: apiKey }) => ({ kind: 'api-key', apiKey }) as const),
  application: z
    .object({
      OPENPROJECT_API_KEY: z.never().optional(),
      OPENPROJECT_CLIENT_ID: text,
      OPENPROJECT_CLIENT_SECRET: text,
    })
    .transform(
      ({ OPENPROJECT_CLIENT_ID: clientId, OPENPROJECT_CLIENT_SECRET: clientSecret }) =>
        ({ kind: 'client-credentials', clientId, clientSecret }) as const,
    ),
};

/** Whichever proof was begun is asked for in full; without any, the API key. */
function openProjectOf<Given extends object>(given: z.ZodType<Given>) {
  return z
    .looseObject({
      TRACKER: z.literal('openproject'),
      OPENPROJECT_CLIENT_ID: z.string().optional(),
      OPENPROJECT_CLIENT_SECRET: z.string().optional(),
    })
    .transform((settings, context) => {
      const { TRACKER, OPENPROJECT_CLIENT_ID: id, OPENPROJECT_CLIENT_SECRET: secret } = settings;
      const isApplication = id !== undefined || secret !== undefined;
      const proof = (isApplication ? openProjectProofs.application : openProjectProofs.apiKey).safeParse(settings);
      const read = given.safeParse(settings);
      if (proof.success && read.success) return { TRACKER, ...read.data, auth: proof.data };
      for (const { path } of [...(read.error?.issues ?? []), ...(proof.error?.issues ?? [])]) {
        context.issues.push({ code: 'custom', path: [...path], message: 'is needed', input: undefined });
      }
      return z.NEVER;
    });
}

const OpenProject = openProjectOf(z.object(openProject));

/** One tracker, and all that it needs. */
export const Tracker = z.discriminatedUnion('TRACKER', [
  z.object({ TRACKER: z.literal('jira-cloud'), ...jira, JIRA_EMAIL: z.email(), JIRA_API_TOKEN: text }),
  z.object({ TRACKER: z.literal('jira-data-center'), ...jira, JIRA_PERSONAL_ACCESS_TOKEN: text }),
  OpenProject,
]);

const beforehand = {
  TRACKER_MAP_FILE: text.optional(),
  JIRA_SERVICE_DESK_ID: jira.JIRA_SERVICE_DESK_ID.optional(),
};
const [JiraCloud, JiraDataCenter] = Tracker.options;

/** A tracker as it may be looked at before all that it needs is there. */
export const BegunTracker = z.discriminatedUnion('TRACKER', [
  JiraCloud.extend(beforehand),
  JiraDataCenter.extend(beforehand),
  openProjectOf(z.object({ ...openProject, TRACKER_MAP_FILE: beforehand.TRACKER_MAP_FILE })),
]);

export function readTracker(settings: z.infer<typeof Tracker>) {
  if (settings.TRACKER === 'openproject') return readOpenProject(settings);
  return {
    kind: 'jira' as const,
    ...readJiraAccess(settings),
    serviceDeskId: settings.JIRA_SERVICE_DESK_ID,
    mapFile: settings.TRACKER_MAP_FILE,
    webhookSecret: settings.TRACKER_WEBHOOK_SECRET ?? null,
  };
}

function readOpenProject(settings: z.infer<typeof OpenProject>) {
  const { TRACKER_MAP_FILE: mapFile, TRACKER_WEBHOOK_SECRET: webhookSecret = null } = settings;
  return { kind: 'openproject', mapFile, webhookSecret, ...readOpenProjectAccess(settings) } as const;
}

export function readOpenProjectAccess({
  OPENPROJECT_URL: baseUrl,
  auth,
}: Pick<z.infer<typeof OpenProject>, 'OPENPROJECT_URL' | 'auth'>) {
  return { baseUrl, auth };
}

type JiraAccess = { readonly JIRA_BASE_URL: string } & (
  | { readonly TRACKER: 'jira-cloud'; readonly JIRA_EMAIL: string; readonly JIRA_API_TOKEN: string }
  | { readonly TRACKER: 'jira-data-center'; readonly JIRA_PERSONAL_ACCESS_TOKEN: string }
);

export function readJiraAccess(settings: JiraAccess) {
  return {
    flavour: settings.TRACKER === 'jira-cloud' ? ('cloud' as const) : ('data-center' as const),
    baseUrl: settings.JIRA_BASE_URL,
    auth:
      settings.TRACKER === 'jira-cloud'
        ? ({ kind: 'api-token', email: settings.JIRA_EMAIL, apiToken: settings.JIRA_API_TOKEN } as const)
        : ({ kind: 'personal-access-token', token: settings.JIRA_PERSONAL_ACCESS_TOKEN } as const),
  };
}
