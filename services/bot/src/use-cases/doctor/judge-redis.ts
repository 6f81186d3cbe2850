import { awayWords, broken, type Judgement, judgeLink, ok, warning } from '@desk/doctor';
import type { RedisFacts } from '../../ports/zone-probes.ts';

type There = Extract<RedisFacts, { kind: 'there' }>;
type Trouble = Extract<RedisFacts, { kind: 'away' }>['trouble'];

/** BullMQ asks for these: below the one it does not run, below the other it warns at every start. */
const oldest = 5;
const recommended = 6.2;
const fullShare = 0.9;
const plainRemedy = 'Use rediss:// with REDIS_CA_FILE, unless the network between is yours alone.';

/** Whether the queues can be trusted with work: nothing evicted, nothing forgotten over a restart. */
export function judgeRedis(facts: RedisFacts): readonly Judgement[] {
  if (facts.kind === 'away') return [broken(...awayOf(facts.trouble))];
  const judgements = [
    ...judgeVersion(facts),
    ...judgeKeeping(facts),
    ...judgeRoom(facts),
    ...judgeLink({ setting: 'REDIS_URL', isPlain: facts.isPlain }, plainRemedy),
  ];
  return judgements.length === 0 ? [ok(`Redis ${facts.version} answers, and evicts nothing`)] : judgements;
}

function judgeVersion({ version }: There): readonly Judgement[] {
  const [major = '0', minor = '0'] = version.split('.');
  const number = Number(`${major}.${minor}`);
  if (number < oldest) return [broken(`Redis ${version} is too old`, 'Move to Redis 7 or newer, or to Valkey.')];
  return number < recommended ? [warning(`Redis ${version} is old`, 'Move to Redis 7 or newer, or to Valkey.')] : [];
}

function judgeKeeping({ policy, isAppendOnly, isReplica }: There): readonly Judgement[] {
  return [
    ...(policy === 'noeviction'
      ? []
      : [
          broken(
            `its maxmemory-policy is ${policy}: when it is full it throws jobs away`,
            'Set `maxmemory-policy noeviction` in its configuration.',
          ),
        ]),
    ...(isAppendOnly
      ? []
      : [
          warning(
            'it forgets its latest jobs when it restarts',
            'Set `appendonly yes`: all is found again from PostgreSQL, only later.',
          ),
        ]),
    ...(isReplica ? [broken('it is a replica, which takes no writes', 'REDIS_URL names the primary.')] : []),
  ];
}

function judgeRoom({ usedBytes, maxBytes }: There): readonly Judgement[] {
  if (maxBytes === 0 || usedBytes / maxBytes < fullShare) return [];
  const percent = Math.round((usedBytes / maxBytes) * 100);
  return [
    warning(
      `it is ${percent} % full: beyond 100 nobody is assigned`,
      'Raise maxmemory, and see which keys fill it: Desk needs few megabytes.',
    ),
  ];
}

function awayOf(trouble: Trouble): readonly [what: string, remedy: string] {
  if (trouble === 'password') return ['Redis does not take the password', 'Put user and password in REDIS_URL right.'];
  if (trouble === 'loading') return ['Redis is still loading its data', 'Look again in a minute.'];
  return awayWords(trouble, 'REDIS_URL');
}
