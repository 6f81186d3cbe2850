import type { DatabaseTrouble, InspectedDatabase, MigrationState } from '@desk/migrations';
import { broken, type Judgement, ok, warning } from './finding.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeLink } from './judge-link.ts';

export interface DatabaseNeeds {
  /** So many connections one process of the service may hold. */
  readonly connections: number;
  /** Somebody on the way there could hear what is said. */
  readonly isPlain: boolean;
}

type There = Extract<InspectedDatabase, { kind: 'there' }>;

const oldestVersion = 15;
const plainRemedy =
  'Switch TLS on there and give its authority in DATABASE_CA_FILE, unless the network between is yours alone.';

export function judgeDatabase(facts: InspectedDatabase, needs: DatabaseNeeds): readonly Judgement[] {
  if (facts.kind === 'away') return [broken(...troubles[facts.trouble])];
  const major = Math.floor(facts.versionNumber / 10_000);
  const judgements = [
    ...judgeServer(facts, major, needs),
    ...judgeUser(facts),
    ...judgeMigrations(facts.migrations, facts.mayCreateTables),
  ];
  return [
    ...(judgements.length === 0
      ? [ok(`PostgreSQL ${major} answers, with every migration of this version`)]
      : judgements),
    judgeClock({ against: 'the database', aheadMs: facts.aheadMs, signs: false }),
  ];
}

function judgeServer(facts: There, major: number, { connections, isPlain }: DatabaseNeeds): readonly Judgement[] {
  const { isReadOnly, encoding, connectionsMax } = facts;
  return [
    ...(major < oldestVersion
      ? [broken(`PostgreSQL ${major} is too old`, `Move the database to PostgreSQL ${oldestVersion} or newer.`)]
      : []),
    ...(isReadOnly
      ? [broken('the database takes no writes', 'DATABASE_URL names the primary, not a standby, and not read-only.')]
      : []),
    ...(encoding === 'UTF8'
      ? []
      : [broken(`its encoding is ${encoding}`, 'Make the database anew with ENCODING UTF8 and carry the data over.')]),
    ...(connectionsMax < connections
      ? [
          broken(
            `it lets ${connectionsMax} connections in, and one process of the service may hold ${connections}`,
            'Raise max_connections: so many for every process, and some for you.',
          ),
        ]
      : []),
    ...judgeLink({ setting: 'DATABASE_URL', isPlain }, plainRemedy),
  ];
}

function judgeUser({ isSuperuser }: There): readonly Judgement[] {
  if (!isSuperuser) return [];
  return [
    warning(
      'the service signs in as a superuser',
      'Give it a user of its own that owns this database and nothing else.',
    ),
  ];
}

function judgeMigrations({ pending, unknown, failed }: MigrationState, mayCreateTables: boolean): readonly Judgement[] {
  const foreign = unknown.length > 0;
  return [
    ...failed.map((name) =>
      broken(
        `the migration ${name} began and did not finish`,
        'Run `desk migrate` and put right what it says; restore the backup of before the upgrade if nothing else helps.',
      ),
    ),
    ...(foreign
      ? [
          broken(
            `it has migrations that this version does not know: ${unknown.slice(0, namesMax).join(', ')}`,
            'Start the newer version again, or name the database of this service in DATABASE_URL.',
          ),
        ]
      : []),
    ...(pending.length > 0 && !foreign ? [judgePending(pending, mayCreateTables)] : []),
  ];
}

function judgePending(pending: readonly string[], mayCreateTables: boolean): Judgement {
  const what = `${pending.length} ${pending.length === 1 ? 'migration is' : 'migrations are'} not applied yet`;
  return mayCreateTables
    ? warning(what, 'The service applies them when it starts; `desk migrate` does so before.')
    : broken(
        `${what}, and this user may create no tables`,
        'Make the user of DATABASE_URL the owner of the database, or run `desk migrate` as one who is.',
      );
}

const namesMax = 3;

const troubles: Readonly<Record<DatabaseTrouble, readonly [what: string, remedy: string]>> = {
  'host-unknown': ['the host in DATABASE_URL is unknown here', 'Put the name right, or let it be resolved here.'],
  'nobody-listens': [
    'nobody listens at the address in DATABASE_URL',
    'Start PostgreSQL, let it listen on that address (listen_addresses), and look at host and port.',
  ],
  'no-answer': [
    'the database does not answer',
    'Look whether it hangs, and whether a firewall drops what goes there; a database that is starting needs a moment.',
  ],
  password: ['the database does not take the password', 'Put user and password in DATABASE_URL right.'],
  'not-let-in': [
    'the database does not let this user in from here',
    'Look at the user in DATABASE_URL, and add a line for it and this host to pg_hba.conf.',
  ],
  'no-such-database': [
    'there is no database of the name in DATABASE_URL',
    'Create it: CREATE DATABASE … OWNER … ENCODING UTF8.',
  ],
  full: ['all connections of the database are taken', 'Raise max_connections, or end whoever holds them.'],
  certificate: [
    "the database's certificate is not believed",
    'Give the authority that signed it, and in DATABASE_URL the name that the certificate bears.',
  ],
  'no-encryption': [
    'DATABASE_URL asks for TLS, and the database offers none',
    'Switch it on there (ssl = on, with a certificate), or take sslmode out where the network is yours alone.',
  ],
  other: ['the database cannot be asked', "Look at DATABASE_URL and at the database's log."],
};
