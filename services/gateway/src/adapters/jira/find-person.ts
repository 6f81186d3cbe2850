import { z } from 'zod';
import type { TrackerPeople } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';

const People = z
  .array(
    z.object({
      accountId: z.string().optional(),
      name: z.string().optional(),
      emailAddress: z.string().nullish(),
      active: z.boolean().default(true),
    }),
  )
  .max(1_000);

const emailCharsMax = 254;
const candidatesMax = 50;

/**
 * People of Jira by e-mail. Jira searches by beginnings and in names too, so only the one active person whose address
 * Jira shows, and shows to be exactly this, is taken: a guess would file one employee's ticket in another's name.
 */
export function createPeople({ transport, flavour, baseUrl }: JiraContext): TrackerPeople {
  return {
    async findAccount(email) {
      const wanted = email.trim().toLowerCase();
      if (wanted.length > emailCharsMax || !wanted.includes('@')) return { kind: 'none' };
      const found = await transport.send({
        name: 'find person',
        effect: 'reads',
        method: 'GET',
        path: `${flavour.api}/user/search`,
        query: { [flavour.name === 'cloud' ? 'query' : 'username']: wanted, maxResults: candidatesMax },
        answer: People,
      });
      if (found.kind !== 'answered') return found;
      const same = found.value.filter((person) => person.active && person.emailAddress?.toLowerCase() === wanted);
      const account = same.length === 1 ? same[0]?.[flavour.personKey] : undefined;
      return account === undefined ? { kind: 'none' } : { kind: 'found', account };
    },
    profileUrl: (account) => `${baseUrl}${flavour.profilePath(account)}`,
  };
}
