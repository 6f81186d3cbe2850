import { z } from 'zod';

const text = z.string().min(1);
const webAddress = z.url({ protocol: /^https?$/ });
const ldapUrl = z.url({ protocol: /^ldaps?$/ }).refine((url) => new URL(url).pathname.length <= 1);

/** What each source of people needs. */
const sources = {
  file: z.object({ DIRECTORY_FILE: text }).transform(({ DIRECTORY_FILE: path }) => ({ kind: 'file', path }) as const),
  http: z
    .object({ DIRECTORY_URL: webAddress, DIRECTORY_TOKEN: text })
    .transform((given) => ({ kind: 'http', url: given.DIRECTORY_URL, bearerToken: given.DIRECTORY_TOKEN }) as const),
  ldap: z
    .object({
      LDAP_URL: text.transform((urls) => urls.trim().split(/\s+/)).pipe(z.array(ldapUrl).max(5)),
      LDAP_TLS: z.enum(['start-tls', 'none']).default('start-tls'),
      LDAP_CA_FILE: text.optional(),
      LDAP_BIND_DN: text,
      LDAP_BIND_PASSWORD: text,
      ROLE_MAP_FILE: text,
    })
    .transform((given) => ({
      kind: 'ldap' as const,
      urls: given.LDAP_URL,
      startTls: given.LDAP_TLS === 'start-tls',
      caFile: given.LDAP_CA_FILE ?? null,
      bindDn: given.LDAP_BIND_DN,
      bindPassword: given.LDAP_BIND_PASSWORD,
      mapFile: given.ROLE_MAP_FILE,
    })),
};
type SourceKind = keyof typeof sources;
const kinds: readonly SourceKind[] = ['file', 'http', 'ldap'];

const Match = z.object({ DIRECTORY_MATCH: z.enum(['employee-id', 'email']).default('employee-id') });

/** Several sources, each once, and all that each of them needs. */
export const People = z
  .looseObject({
    DIRECTORY: text
      .transform((list) => list.split(',').map((kind) => kind.trim()))
      .pipe(z.array(z.enum(kinds)).refine((listed) => new Set(listed).size === listed.length)),
  })
  .transform((settings, context) => {
    const match = Match.safeParse(settings);
    const read = settings.DIRECTORY.map((kind) => sources[kind].safeParse(settings));
    for (const { path } of [match, ...read].flatMap(({ error }) => error?.issues ?? [])) {
      // Only the name is told of any problem.
      context.issues.push({ code: 'custom', path: [...path], message: 'is needed', input: undefined });
    }
    if (!match.success) return z.NEVER;
    return {
      directories: read.flatMap(({ data }) => data ?? []),
      directoryMatch: match.data.DIRECTORY_MATCH,
    };
  });
