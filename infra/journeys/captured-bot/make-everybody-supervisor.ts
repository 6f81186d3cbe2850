import type { GatewayOverrides } from '@desk/gateway';
import type { Captured } from './capture-bot.ts';
import { teams } from './company.ts';

type Directory = NonNullable<GatewayOverrides['directory']>;
type Found = Awaited<ReturnType<Directory['findByPhone']>>;
type Entry = Extract<Found, { kind: 'one' }>['entry'];

/** A directory that gives everybody every right: as weak as a gateway that checks none. */
export function makeEverybodySupervisor({ directory }: Pick<Captured, 'directory'>): Directory {
  return {
    ...directory,
    async findByPhone(phone) {
      const found = await directory.findByPhone(phone);
      return found.kind === 'one' ? { kind: 'one', entry: promoted(found.entry) } : found;
    },
    async findById(employeeId) {
      const found = await directory.findById(employeeId);
      return found.kind === 'found' ? { kind: 'found', entry: promoted(found.entry) } : found;
    },
  };
}

function promoted(entry: Entry): Entry {
  return { ...entry, role: 'supervisor', teams: Object.values(teams) };
}
