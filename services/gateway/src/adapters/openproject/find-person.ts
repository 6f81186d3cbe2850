import { z } from 'zod';
import type { TrackerPeople } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { listOf } from './hal.ts';

const Person = z.object({ id: z.int().min(1), email: z.string().nullish() });

const emailCharsMax = 254;
const active = '1';

/**
 * People of OpenProject by e-mail. It searches in names and addresses alike, so only the one active person whose address
 * it shows, and shows to be exactly this, is taken: a guess would name one employee in another's ticket.
 */
export function createPeople({ transport, baseUrl }: OpenProjectContext): TrackerPeople {
  return {
    async findAccount(email) {
      const wanted = email.trim().toLowerCase();
      if (wanted.length > emailCharsMax || !wanted.includes('@')) return { kind: 'none' };
      const filters = [
        { type: { operator: '=', values: ['User'] } },
        { status: { operator: '=', values: [active] } },
        { any_name_attribute: { operator: '~', values: [wanted] } },
      ];
      const found = await transport.send({
        name: 'find person',
        effect: 'reads',
        method: 'GET',
        path: '/principals',
        query: { filters: JSON.stringify(filters) },
        answer: listOf(Person),
      });
      if (found.kind !== 'answered') return found;
      const [same, ...others] = found.value.elements.filter(({ email: shown }) => shown?.toLowerCase() === wanted);
      return same && others.length === 0 ? { kind: 'found', account: String(same.id) } : { kind: 'none' };
    },
    profileUrl: (account) => `${baseUrl}/users/${encodeURIComponent(account)}`,
  };
}
