import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  amiss,
  type DoctorStage,
  type Environment,
  fileWith,
  leaveRotation,
  letOthersRead,
  openDoctorStage,
  putOwnKeyAmongPeers,
  strangersKeys,
  without,
  zones,
} from './world/doctor-stage.ts';
import { runDeskCommand } from './world/run-desk-command.ts';
import { queryRows } from './world/search-tables.ts';

/** Things that are amiss together, in different parts of a zone, and what is said of each. */
interface Round {
  readonly zone: keyof typeof zones;
  readonly plant: (stage: DoctorStage) => Promise<Environment> | Environment;
  readonly found: readonly RegExp[];
}

/** `fetch` itself refuses some ports, the first among them. */
const nobody = 'http://127.0.0.1:2';
const startsWithinMs = 120_000;
const twoYearsMs = 2 * 366 * 86_400_000;

const rounds: readonly Round[] = [
  {
    zone: 'dmz',
    plant: async ({ copyOfKeys, tellRedis, takenPort, folder, environments }) => {
      await tellRedis('CONFIG SET maxmemory-policy allkeys-lru');
      return {
        SUPPORT_CONTACT: '',
        KEYS_DIR: await putOwnKeyAmongPeers(await copyOfKeys('dmz', 'own-key-as-peer')),
        CATALOGUE_FILE: await fileWith(folder, 'cut-off.yaml', 'name: Desk\nteams: []\n'),
        DATABASE_URL: environments.dmz.DATABASE_URL.replace(/:\d+\//, ':1/'),
        GATEWAY_URL: nobody,
        TELEGRAM_BOT_TOKEN: '4242424242:another-canary-token',
        OPS_PORT: String(await takenPort()),
      };
    },
    found: [
      /^broken settings: SUPPORT_CONTACT is missing -> Set it\. Where people turn/,
      /^broken keys: .*peers.* is a key of this zone itself.* -> Remove it, and copy the other/,
      /^broken files: CATALOGUE_FILE: teams: .* -> The samples in infra\/catalogue/,
      /^broken database: nobody listens at the address in DATABASE_URL -> Start PostgreSQL/,
      /^broken Redis: its maxmemory-policy is allkeys-lru.* -> Set `maxmemory-policy noeviction`/,
      /^broken gateway: nobody listens at GATEWAY_URL -> .*firewalls/,
      /^broken Telegram: Telegram does not know the token -> TELEGRAM_BOT_TOKEN is what @BotFather gave/,
      /^broken ports: something else listens on OPS_PORT \d+ -> Stop it, or choose another/,
    ],
  },
  {
    zone: 'dmz',
    plant: async ({ copyOfKeys, tellRedis, folder, superuser, world }) => {
      await tellRedis('CONFIG SET maxmemory-policy noeviction');
      await tellRedis('CONFIG SET appendonly no');
      return {
        OFFER_SECONDS: 'soon',
        KEYS_DIR: await letOthersRead(await copyOfKeys('dmz', 'read-by-others')),
        INDEX_WEIGHTS_FILE: join(folder, 'no-weights.yaml'),
        DATABASE_URL: superuser.bot.replace(/\/[^/]*$/, '/not_there'),
        GATEWAY_URL: world.telegram.apiRoot,
        TELEGRAM_WEBHOOK_URL: `${world.publicUrl}/elsewhere`,
        PRIVATE_PORT: '31999',
        OPS_PORT: '31999',
      };
    },
    found: [
      /^broken settings: OFFER_SECONDS cannot be used as it is -> How long an offer/,
      /^broken keys: .*sealing.* may be read by everybody on this host -> chmod 600/,
      /^broken files: INDEX_WEIGHTS_FILE: the file cannot be read -> /,
      /^broken database: there is no database of the name in DATABASE_URL -> Create it/,
      /^warning Redis: it forgets its latest jobs when it restarts -> Set `appendonly yes`/,
      /^broken gateway: something answers at GATEWAY_URL with \d+, and it is not the gateway -> /,
      /^broken Telegram: the webhook leads elsewhere than TELEGRAM_WEBHOOK_URL -> Restart the bot/,
      /^broken ports: OPS_PORT is 31999, and another listener has that port already -> Choose another/,
    ],
  },
  {
    zone: 'dmz',
    plant: async ({ folder, tellRedis, superuser }) => {
      await tellRedis('CONFIG SET appendonly yes');
      const longAgo = Date.now() - twoYearsMs;
      return {
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        KEYS_DIR: await leaveRotation((await strangersKeys(join(folder, 'strangers'), longAgo)).dmz, longAgo),
        SAVED_REPLIES_FILE: await fileWith(folder, 'replies.yaml', 'replies: none'),
        DATABASE_URL: superuser.bot,
        REDIS_URL: 'redis://127.0.0.1:1',
        TELEGRAM_DELIVERY: 'polling',
        LISTEN_HOST: '192.0.2.1',
      };
    },
    found: [
      /^broken settings: NODE_TLS_REJECT_UNAUTHORIZED=0 is set.* -> Remove it/,
      /^warning keys: the key in force of sealing is 732 days old -> Make a new one: `desk keys rotate sealing`/,
      /^warning keys: the pair signing.*prepared.jwk was prepared and does not sign yet -> .*`desk keys begin signing`/,
      /^broken files: SAVED_REPLIES_FILE: .* -> infra\/catalogue\/saved-replies\.yaml/,
      /^warning database: the service signs in as a superuser -> Give it a user of its own/,
      /^broken Redis: nobody listens at REDIS_URL -> /,
      /^broken gateway: the gateway refuses our signature: it does not know our key -> Copy this zone's/,
      /^warning Telegram: a webhook is registered, though TELEGRAM_DELIVERY is polling -> /,
      /^broken ports: LISTEN_HOST is no address of this host -> /,
    ],
  },
  {
    zone: 'dmz',
    plant: async ({ refusingOrigin, redisUrl, superuser, copyOfKeys }) => ({
      DEBUG: 'telegraf:*',
      KEYS_DIR: await without(await copyOfKeys('dmz', 'no-sealing'), 'peers'),
      DATABASE_URL: superuser.gateway,
      REDIS_URL: redisUrl.replace('canary-redis', 'wrong-canary'),
      GATEWAY_URL: await refusingOrigin(10),
      EGRESS_PROXY: nobody,
    }),
    found: [
      /^broken settings: DEBUG has libraries write secrets into the log.* -> Remove DEBUG/,
      /^broken keys: .*peers.* no such key file can be read -> Copy the other service's/,
      /^broken database: it has migrations that this version does not know: .* -> .*DATABASE_URL/,
      /^broken Redis: Redis does not take the password -> /,
      /^broken Telegram: nobody listens at EGRESS_PROXY -> /,
    ],
  },
  {
    zone: 'dmz',
    plant: async ({ refusingOrigin, emptyDatabase }) => ({
      TELEGRAM_BOT_TOKEN_FILE: '/nowhere/token',
      DATABASE_URL: emptyDatabase,
      GATEWAY_URL: await refusingOrigin(10),
    }),
    found: [
      /^broken settings: TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both given -> Leave one/,
      /^warning database: \d+ migrations are not applied yet -> The service applies them/,
      /^broken gateway: the gateway refuses our signature: the clocks are apart -> Set the clocks first/,
      /^broken clock: this host is 600 s behind the gateway: signed requests are refused -> .*NTP/,
      /^warning Telegram: not looked at -> Put TELEGRAM_BOT_TOKEN right/,
    ],
  },
  {
    zone: 'dmz',
    plant: ({ folder, trackerUrl }) => ({
      TLS_DIR: join(folder, 'no-certificates'),
      GATEWAY_URL: 'https://gateway.company.example:8090',
      TELEGRAM_API_ROOT: trackerUrl,
    }),
    found: [
      /^warning settings: GATEWAY_URL still names a host that is an example -> /,
      /^broken certificates: .*no-certificates.* -> .*pki/,
      /^broken Telegram: something answers at TELEGRAM_API_ROOT with \d+, and not as Telegram does -> /,
    ],
  },
  {
    zone: 'dmz',
    plant: () => ({ GATEWAY_URL: 'http://gateway.invalid:8090', KEYS_DIR: '/nowhere' }),
    found: [
      /^broken keys: \/nowhere is no folder -> KEYS_DIR is the folder/,
      /^warning certificates: .*signed, and not encrypted -> .*pki init.*TLS_DIR/,
      /^warning gateway: not looked at -> Put KEYS_DIR right/,
    ],
  },
  {
    zone: 'dmz',
    plant: async ({ catalogueFile, folder }) => {
      const catalogue = await readFile(catalogueFile, 'utf8');
      return {
        CATALOGUE_FILE: await fileWith(folder, 'other.yaml', catalogue.replace(/"popularity": \d+/, '"popularity": 0')),
      };
    },
    found: [/^broken gateway: the gateway has another catalogue -> Give both hosts the same CATALOGUE_FILE/],
  },
  {
    zone: 'internal',
    plant: async ({ copyOfKeys, folder, environments, takenPort }) => ({
      TRACKER_WEBHOOK_SECRET: 'short',
      KEYS_DIR: await without(await copyOfKeys('internal', 'no-secret'), 'secrets'),
      BOT_PRIVATE_URL: nobody,
      DATABASE_URL: environments.internal.DATABASE_URL.replace(/:\d+\//, ':1/'),
      DIRECTORY_FILE: join(folder, 'nobody.yaml'),
      SPOOL_DIR: join(await fileWith(folder, 'in-the-way', ''), 'spool'),
      TRACKER_HOOK_PORT: String(await takenPort()),
    }),
    found: [
      /^broken settings: TRACKER_WEBHOOK_SECRET cannot be used as it is -> /,
      /^broken keys: .*tracker-webhook\.secret is missing or shorter.* -> .*keys init/,
      /^broken database: nobody listens at the address in DATABASE_URL -> /,
      /^broken directory: file: the people cannot be read -> .*Give a readable file/,
      /^broken spool: SPOOL_DIR is no folder, and none can be made there -> /,
      /^broken ports: something else listens on TRACKER_HOOK_PORT \d+ -> /,
    ],
  },
  {
    zone: 'internal',
    plant: ({ folder }) => ({
      JIRA_API_TOKEN: 'wrong-canary',
      BOT_PRIVATE_URL: nobody,
      CATALOGUE_FILE: join(folder, 'no-catalogue.yaml'),
      SPOOL_MAX_MB: '1000000',
      CLAMD_URL: 'tcp://127.0.0.1:2',
      BINDING_CONFIRMATION: 'email',
      SMTP_URL: 'smtp://127.0.0.1:2',
      MAIL_FROM: 'desk@example.test',
      DIRECTORY: 'file,ldap',
    }),
    found: [
      /^broken settings: LDAP_URL is missing -> Set it\./,
      /^broken files: CATALOGUE_FILE: the file cannot be read -> /,
      /^broken bot: nobody listens at BOT_PRIVATE_URL -> /,
      /^broken tracker: access: Jira does not take JIRA_EMAIL and JIRA_API_TOKEN -> /,
      /^broken tracker: files: the file cannot be read -> /,
      /^warning directory: not looked at -> Put LDAP_URL, .* and ROLE_MAP_FILE right/,
      /^broken scanner: the virus scanner at CLAMD_URL does not answer.* -> Start clamd/,
      /^broken mail: the mail server at SMTP_URL does not answer.* -> Look at the address/,
      /^warning spool: the disk of SPOOL_DIR has \d+ MB left, and 1000000 MB may come -> /,
    ],
  },
  {
    zone: 'internal',
    plant: async ({ folder, catalogueFile }) => {
      const catalogue = await readFile(catalogueFile, 'utf8');
      const renamed = catalogue.replace(/("id":\s*")internet-problem(")/, '$1internet-at-home$2');
      return {
        KEYS_DIR: (await strangersKeys(join(folder, 'other-strangers'), Date.now())).internal,
        CATALOGUE_FILE: await fileWith(folder, 'renamed.yaml', renamed),
        DIRECTORY_FILE: await fileWith(folder, 'empty.yaml', 'people: []\n'),
      };
    },
    found: [
      /^broken bot: the bot refuses our signature: it does not know our key -> Copy this zone's/,
      /^broken tracker: files: .*internet-at-home.* -> Add it to the map/,
      /^broken directory: file: nobody is active -> /,
    ],
  },
];

describe('the doctor', () => {
  let stage: DoctorStage;
  beforeAll(async () => {
    stage = await openDoctorStage();
  }, startsWithinMs);
  afterAll(() => stage.close());

  test.each(['dmz', 'internal'] as const)('finds nothing amiss in the zone %s that is well', async (zone) => {
    const findings = await zones[zone](stage.environments[zone]);
    expect(amiss(findings)).toEqual([]);
    expect(new Set(findings.map(({ area }) => area)).size).toBeGreaterThan(8);
  });

  test('leaves nothing behind where it asked', async () => {
    expect(await queryRows(stage.world.databases.bot, 'select source_id from inbox')).toEqual([]);
  });

  test.each(rounds.map((round, at) => [round.zone, at + 1, round] as const))(
    'finds what is planted in the zone %s, round %d, each with its remedy',
    async (zone, _, { plant, found }) => {
      const planted = await plant(stage);
      const said = amiss(await zones[zone]({ ...stage.environments[zone], ...planted }));
      for (const words of found) expect(said).toContainEqual(expect.stringMatching(words));
      expect(said.join('\n')).not.toMatch(/canary|token-of-a-journey|secret-between/);
    },
  );

  test('is a command that ends with 1 where something is broken', async () => {
    const environment = { ...stage.environments.internal, JIRA_API_TOKEN: 'wrong-canary' };
    const { exitCode, said } = await runDeskCommand(['doctor', '--zone', 'internal'], environment);
    expect(said).toMatch(
      /^broken {3}tracker {7}access: Jira does not take JIRA_EMAIL and JIRA_API_TOKEN\n +-> The e-mail/m,
    );
    expect(said).toMatch(/^The zone internal: 1 to put right\.$/m);
    expect(said).not.toContain('canary');
    expect(exitCode).toBe(1);
  });
});
