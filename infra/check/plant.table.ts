/** Which check is expected to catch a planted file, and by which name: its rule, its lint rule, or its error code. */
export type Planted = {
  what: string;
  check: 'architecture' | 'lint' | 'types' | 'dead code' | 'file lengths';
  rule: string;
  file: string;
  text: string;
};

const bot = 'services/bot/src';
const gateway = 'services/gateway/src';
const domain = 'packages/domain/src';

/** Neighbours for the planted files to import; they break no rule. */
export const rooms: Readonly<Record<string, string>> = {
  [`${bot}/adapters/gateway/planted-room.ts`]: 'export const gatewayRoom = 1;',
  [`${bot}/adapters/postgres/planted-room.ts`]: 'export const postgresRoom = 1;',
  [`${bot}/edge/http/planted-room.ts`]: 'export const httpRoom = 1;',
  [`${bot}/use-cases/planted-room.ts`]: 'export const useCaseRoom = 1;',
  [`${bot}/use-cases/assign-ticket-planted.ts`]: 'export const assignTicket = 1;',
  [`${bot}/ports/planted-room.ts`]: 'export type PortRoom = 1;',
  [`${bot}/planted-room.ts`]: 'export const outside = 1;',
  [`${gateway}/adapters/trackers/planted-room.ts`]: 'export const trackersRoom = 1;',
  [`${gateway}/use-cases/planted-room.ts`]: 'export const insideRoom = 1;',
  [`${domain}/planted-room.ts`]: 'export const domainRoom = 1;',
  [`${domain}/planted-named.ts`]: 'export type Named = 1;',
  'packages/logging/src/planted.test.ts': "import { used } from './planted-dead.ts';\nused;",
  [`${domain}/planted-cycle-b.ts`]:
    "import type { a } from './planted-cycle-a.ts';\nexport const b = (): typeof a | undefined => undefined;",
};

/** Imports that are allowed, room by room: the control, in which nothing may be found. */
export const innocent: Readonly<Record<string, string>> = {
  [`${domain}/planted-innocent.ts`]: "import { domainRoom } from './planted-room.ts';\nexport const one = domainRoom;",
  [`${bot}/use-cases/planted-innocent.ts`]:
    "import type { PortRoom } from '../ports/planted-room.ts';\nimport { useCaseRoom } from './planted-room.ts';\nexport const two: PortRoom = useCaseRoom;",
  [`${bot}/edge/jobs/planted-innocent.ts`]:
    "import { Queue } from 'bullmq';\nimport { assignTicket } from '../../use-cases/assign-ticket-planted.ts';\nexport const three = [Queue, assignTicket];",
  [`${bot}/adapters/telegram/planted-innocent.ts`]:
    "import { Telegraf } from 'telegraf';\nimport type { PortRoom } from '../../ports/planted-room.ts';\nexport const four: [typeof Telegraf, PortRoom] = [Telegraf, 1];",
  [`${gateway}/adapters/jira/planted-innocent.ts`]:
    "import { createClient } from 'jira.js/core';\nimport { z } from 'zod';\nexport const five = [createClient, z];",
  [`${gateway}/planted/config.ts`]:
    "import { insideRoom } from '../use-cases/planted-room.ts';\nexport const six = [insideRoom, process.env.PLANTED];",
};

type Case = readonly [what: string, rule: string, file: string, text: string];

const architecture: readonly Case[] = [
  [
    'the domain imports node',
    'domain-is-pure',
    `${domain}/planted-node.ts`,
    "import { randomUUID } from 'node:crypto';\nrandomUUID();",
  ],
  [
    'the domain imports a library',
    'domain-is-pure',
    `${domain}/planted-library.ts`,
    "import fc from 'fast-check';\nfc;",
  ],
  [
    'the domain imports a package',
    'domain-is-pure',
    `${domain}/planted-package.ts`,
    "import { seal } from '../../crypto/src/index.ts';\nseal;",
  ],
  [
    'the domain goes in a circle',
    'no-circular',
    `${domain}/planted-cycle-a.ts`,
    "import { b } from './planted-cycle-b.ts';\nexport const a = () => b;",
  ],
  [
    'the contract imports the domain',
    'contract-is-zod-only',
    'packages/contract/src/planted-domain.ts',
    "import type { domainRoom } from '../../domain/src/planted-room.ts';\nexport type X = typeof domainRoom;",
  ],
  [
    'a package imports a service',
    'packages-not-to-services',
    'packages/logging/src/planted-service.ts',
    "import { outside } from '../../../services/bot/src/planted-room.ts';\noutside;",
  ],
  [
    'the bot imports the gateway',
    'services-meet-in-the-contract',
    `${bot}/planted-zones.ts`,
    "import { insideRoom } from '../../gateway/src/use-cases/planted-room.ts';\ninsideRoom;",
  ],
  [
    'a use case imports an adapter',
    'use-cases-look-inwards',
    `${bot}/use-cases/planted-adapter.ts`,
    "import { gatewayRoom } from '../adapters/gateway/planted-room.ts';\ngatewayRoom;",
  ],
  [
    'a use case borrows a type of telegraf',
    'use-cases-look-inwards',
    `${bot}/use-cases/planted-telegraf.ts`,
    "import type { Telegraf } from 'telegraf';\nexport type T = Telegraf;",
  ],
  [
    'a use case imports the logger',
    'use-cases-look-inwards',
    `${bot}/use-cases/planted-logger.ts`,
    "import { createLogger } from '@desk/logging';\ncreateLogger;",
  ],
  [
    'a use case imports node',
    'use-cases-look-inwards',
    `${bot}/use-cases/planted-node.ts`,
    "import { setTimeout } from 'node:timers/promises';\nsetTimeout;",
  ],
  [
    'a use case of the bot takes a wire type',
    'bot-use-cases-speak-domain',
    `${bot}/use-cases/planted-wire.ts`,
    "import type * as wire from '@desk/contract';\nexport type W = typeof wire;",
  ],
  [
    'a use case of the gateway parses',
    'contract-in-core-is-types-only',
    `${gateway}/use-cases/planted-parser.ts`,
    "import * as wire from '@desk/contract';\nwire;",
  ],
  [
    'a use case parses with zod',
    'zod-stays-home',
    `${gateway}/use-cases/planted-zod.ts`,
    "import { z } from 'zod';\nz;",
  ],
  [
    'a port holds code',
    'ports-are-types',
    `${bot}/ports/planted-code.ts`,
    "import * as domain from '@desk/domain';\ndomain;",
  ],
  [
    'a port knows the database client',
    'ports-look-inwards',
    `${bot}/ports/planted-prisma.ts`,
    "import type { Prisma } from '@prisma/client/extension';\nexport type P = Prisma;",
  ],
  [
    'the telegram edge reads the database',
    'edge-not-to-adapters',
    `${bot}/edge/telegram/planted-database.ts`,
    "import { postgresRoom } from '../../adapters/postgres/planted-room.ts';\npostgresRoom;",
  ],
  [
    'the telegram edge calls the http edge',
    'neighbours-do-not-call-each-other',
    `${bot}/edge/telegram/planted-http.ts`,
    "import { httpRoom } from '../http/planted-room.ts';\nhttpRoom;",
  ],
  [
    'an adapter calls its neighbour',
    'neighbours-do-not-call-each-other',
    `${bot}/adapters/postgres/planted-neighbour.ts`,
    "import { gatewayRoom } from '../gateway/planted-room.ts';\ngatewayRoom;",
  ],
  [
    'what tracker adapters share is used elsewhere',
    'trackers-for-trackers',
    `${gateway}/adapters/directory/planted-tracker.ts`,
    "import { trackersRoom } from '../trackers/planted-room.ts';\ntrackersRoom;",
  ],
  [
    'an adapter starts a use case',
    'adapters-not-outwards',
    `${bot}/adapters/postgres/planted-use-case.ts`,
    "import { useCaseRoom } from '../../use-cases/planted-room.ts';\nuseCaseRoom;",
  ],
  [
    'something besides compose wires an adapter',
    'only-compose-knows-adapters',
    `${bot}/planted-wiring.ts`,
    "import { gatewayRoom } from './adapters/gateway/planted-room.ts';\ngatewayRoom;",
  ],
  [
    'the telegram edge assigns a ticket',
    'only-workers-assign',
    `${bot}/edge/telegram/planted-assign.ts`,
    "import { assignTicket } from '../../use-cases/assign-ticket-planted.ts';\nassignTicket;",
  ],
  [
    'a use case assigns a ticket',
    'only-workers-assign',
    `${bot}/use-cases/planted-assign.ts`,
    "import { assignTicket } from './assign-ticket-planted.ts';\nassignTicket;",
  ],
  [
    'a worker migrates the database',
    'migrations-run-at-start',
    `${bot}/edge/jobs/planted-migration.ts`,
    "import { applyMigrations } from '@desk/migrations';\napplyMigrations;",
  ],
  [
    'telegraf in the http edge',
    'telegraf-stays-home',
    `${bot}/edge/http/planted-telegraf.ts`,
    "import { Telegraf } from 'telegraf';\nTelegraf;",
  ],
  [
    'bullmq in the telegram edge',
    'bullmq-stays-home',
    `${bot}/edge/telegram/planted-queue.ts`,
    "import { Queue } from 'bullmq';\nQueue;",
  ],
  [
    'ioredis in a worker',
    'ioredis-stays-home',
    `${bot}/edge/jobs/planted-redis.ts`,
    "import { Redis } from 'ioredis';\nRedis;",
  ],
  [
    'prisma in a worker',
    'prisma-client-adapter-pg-stays-home',
    `${bot}/edge/jobs/planted-prisma.ts`,
    "import { PrismaPg } from '@prisma/adapter-pg';\nPrismaPg;",
  ],
  ['pg in a worker', 'pg-stays-home', `${bot}/edge/jobs/planted-pg.ts`, "import pg from 'pg';\npg;"],
  [
    'jira.js in the http edge',
    'jira-js-stays-home',
    `${gateway}/edge/http/planted-jira.ts`,
    "import { createClient } from 'jira.js/core';\ncreateClient;",
  ],
  [
    'oauth4webapi in the http edge',
    'oauth4webapi-stays-home',
    `${gateway}/edge/http/planted-oauth.ts`,
    "import { clientCredentialsGrantRequest } from 'oauth4webapi';\nclientCredentialsGrantRequest;",
  ],
  [
    'ldapts in the http edge',
    'ldapts-stays-home',
    `${gateway}/edge/http/planted-ldap.ts`,
    "import { Client } from 'ldapts';\nClient;",
  ],
  [
    'nodemailer in the http edge',
    'nodemailer-stays-home',
    `${gateway}/edge/http/planted-mail.ts`,
    "import { createTransport } from 'nodemailer';\ncreateTransport;",
  ],
  [
    'fastify in an adapter',
    'fastify-stays-home',
    `${gateway}/adapters/bot/planted-fastify.ts`,
    "import { fastify } from 'fastify';\nfastify;",
  ],
  [
    'prom-client in the http edge',
    'prom-client-stays-home',
    `${gateway}/edge/http/planted-metrics.ts`,
    "import { Registry } from 'prom-client';\nRegistry;",
  ],
  [
    'x509 beside the authority',
    'peculiar-x509-stays-home',
    'packages/tls/src/planted-x509.ts',
    "import { X509Certificate } from '../../pki/node_modules/@peculiar/x509/build/x509.es.js';\nX509Certificate;",
  ],
  [
    'the bot imports what makes certificates',
    'nothing-issues-in-the-dmz',
    `${bot}/compose/planted-pki.ts`,
    "import { initPki } from '../../../../packages/pki/src/index.ts';\ninitPki;",
  ],
  [
    'jose in the http edge',
    'jose-stays-home',
    `${gateway}/edge/http/planted-jose.ts`,
    "import { jwtVerify } from 'jose';\njwtVerify;",
  ],
  [
    'pino beside the logger',
    'pino-stays-home',
    'packages/crypto/src/planted-pino.ts',
    "import { pino } from '../../logging/node_modules/pino/pino.js';\npino;",
  ],
  [
    'production imports what tests need',
    'no-tests-in-production',
    `${bot}/edge/http/planted-testing.ts`,
    "import { startPostgres } from '@desk/testing';\nstartPostgres;",
  ],
  [
    'a package is entered by a side door',
    'front-door-only',
    `${bot}/edge/http/planted-side-door.ts`,
    "import { domainRoom } from '../../../../../packages/domain/src/planted-room.ts';\ndomainRoom;",
  ],
  [
    'a missing dependency',
    'resolvable',
    `${bot}/edge/http/planted-missing.ts`,
    "import nope from 'not-installed';\nnope;",
  ],
  ['a file that nobody imports', 'no-orphans', `${bot}/edge/http/planted-orphan.ts`, 'export const orphan = 1;'],
];

const lint: readonly Case[] = [
  ['a clock in the domain', 'plugin', `${domain}/planted-clock.ts`, 'export const now = () => Date.now();'],
  [
    'a date in the domain',
    'lint/style/noRestrictedGlobals',
    `${domain}/planted-date.ts`,
    'export const day = (ms: number) => new Date(ms);',
  ],
  ['dice in the domain', 'plugin', `${domain}/planted-dice.ts`, 'export const roll = () => Math.random();'],
  [
    'the environment outside of config.ts',
    'lint/style/noProcessEnv',
    `${bot}/edge/http/planted-env.ts`,
    'export const port = process.env.PORT;',
  ],
  ['any', 'lint/suspicious/noExplicitAny', `${bot}/planted-any.ts`, 'export const anything: any = 1;'],
  ['a default export', 'lint/style/noDefaultExport', `${bot}/planted-default.ts`, 'export default 1;'],
  [
    'a file name in camel case',
    'lint/style/useFilenamingConvention',
    `${bot}/plantedName.ts`,
    'export const named = 1;',
  ],
  [
    'a skipped test',
    'lint/suspicious/noSkippedTests',
    `${bot}/planted-skip.test.ts`,
    "import { test } from 'vitest';\ntest.skip('later', () => undefined);",
  ],
  [
    'a function of more than 50 lines',
    'lint/complexity/noExcessiveLinesPerFunction',
    `${bot}/planted-long.ts`,
    `export function long(values: string[]) {\n${"  values.push('line');\n".repeat(60)}}`,
  ],
];

const types: readonly Case[] = [
  ['a timer in the domain', 'TS2304', `${domain}/planted-timer.ts`, 'setTimeout(() => undefined, 1);'],
  ['the process in the domain', 'TS2591', `${domain}/planted-process.ts`, 'export const platform = process.platform;'],
  [
    'an unchecked index',
    'TS2322',
    `${domain}/planted-index.ts`,
    'export const first = (list: string[]): string => list[0];',
  ],
  [
    'undefined for an absent property',
    'TS2375',
    `${domain}/planted-optional.ts`,
    'export const options: { limit?: number } = { limit: undefined };',
  ],
  ['an enum', 'TS1294', `${domain}/planted-enum.ts`, 'export enum Colour {\n  red,\n}'],
  [
    'a type imported as a value',
    'TS1484',
    `${domain}/planted-import.ts`,
    "import { Named } from './planted-named.ts';\nexport const named: Named = 1;",
  ],
  [
    'a switch that forgets to break',
    'TS7029',
    `${domain}/planted-switch.ts`,
    'export function fall(n: number) {\n  let x = 0;\n  switch (n) {\n    case 1:\n      x = 1;\n    default:\n      x = 2;\n  }\n  return x;\n}',
  ],
];

const deadCode: readonly Case[] = [
  [
    'an export that nobody imports',
    'exports',
    'packages/logging/src/planted-dead.ts',
    'export const dead = 1;\nexport const used = 2;',
  ],
  ['a file that nobody imports', 'files', `${gateway}/planted-dead-file.ts`, 'export const dead = 1;'],
];

const lengths: readonly Case[] = [
  ['a file of 301 lines', 'lines', `${bot}/planted-length.ts`, `${'// a line\n'.repeat(300)}export {};`],
];

function planted(check: Planted['check'], cases: readonly Case[]): Planted[] {
  return cases.map(([what, rule, file, text]) => ({ what, check, rule, file, text }));
}

export const violations: readonly Planted[] = [
  ...planted('architecture', architecture),
  ...planted('lint', lint),
  ...planted('types', types),
  ...planted('dead code', deadCode),
  ...planted('file lengths', lengths),
];
