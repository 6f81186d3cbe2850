/** Arrows point inwards: edge -> use-cases -> ports <- adapters, and everything may see the domain. */
const SERVICE = '^services/[^/]+/src';
const TEST = '([.]test[.]ts$|/test/)';
const COMPOSE = '/src/compose([.]ts$|/)';
const TRACKERS = '^services/gateway/src/adapters/trackers/';

const cage = (library, home, why) => ({
  name: `${library.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-stays-home`,
  comment: why,
  severity: 'error',
  from: { path: '^(packages|services)/[^/]+/src/', pathNot: home },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'The domain imports nothing but itself: pass the value in, or return the effect as data.',
      from: { path: '^packages/domain/src/', pathNot: TEST },
      to: { pathNot: '^packages/domain/src/' },
    },
    {
      name: 'contract-is-zod-only',
      severity: 'error',
      comment: 'The wire contract is schemas and nothing else.',
      from: { path: '^packages/contract/src/', pathNot: TEST },
      to: { pathNot: ['^packages/contract/src/', 'node_modules/zod/'] },
    },
    {
      name: 'packages-not-to-services',
      severity: 'error',
      comment: 'A package that needs a service is part of that service.',
      from: { path: '^packages/' },
      to: { path: '^services/' },
    },
    {
      name: 'services-meet-in-the-contract',
      severity: 'error',
      comment: 'The two services sit in two network zones; they share the contract, never code.',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'use-cases-look-inwards',
      severity: 'error',
      comment: 'A use case sees the domain and its ports. It gets everything else as an argument.',
      from: { path: `(${SERVICE})/use-cases/`, pathNot: TEST },
      to: {
        pathNot: ['$1/(use-cases|ports)/', '^packages/(domain|contract|doctor)/src/index[.]ts$'],
      },
    },
    {
      name: 'bot-use-cases-speak-domain',
      severity: 'error',
      comment: 'Wire types end at adapters/gateway; the bot core never sees them.',
      from: { path: '^services/bot/src/(use-cases|ports)/', pathNot: TEST },
      to: { path: '^packages/contract/' },
    },
    {
      name: 'contract-in-core-is-types-only',
      severity: 'error',
      comment: "Parsing is the edge's work; the core may only borrow the inferred type.",
      from: { path: `${SERVICE}/(use-cases|ports)/`, pathNot: TEST },
      to: { path: '^packages/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ports-are-types',
      severity: 'error',
      comment: 'A port is an interface; code in a port is an adapter in disguise.',
      from: { path: `${SERVICE}/ports/` },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ports-look-inwards',
      severity: 'error',
      comment: 'Ports speak domain.',
      from: { path: `(${SERVICE})/ports/` },
      to: { pathNot: ['$1/ports/', '^packages/(domain|contract|doctor)/src/index[.]ts$'] },
    },
    {
      name: 'edge-not-to-adapters',
      severity: 'error',
      comment: 'Whatever comes in goes through a use case.',
      from: { path: `(${SERVICE})/edge/`, pathNot: TEST },
      to: { path: '$1/(adapters|compose|main)' },
    },
    {
      name: 'adapters-not-outwards',
      severity: 'error',
      comment: 'An adapter implements a port; it does not start work.',
      from: { path: `(${SERVICE})/adapters/`, pathNot: TEST },
      to: { path: '$1/(edge|use-cases|compose|main|config)' },
    },
    {
      name: 'neighbours-do-not-call-each-other',
      severity: 'error',
      comment: 'telegram/ does not import http/, postgres/ does not import queue/.',
      from: { path: `(${SERVICE}/(?:edge|adapters)/)([^/]+)/`, pathNot: TEST },
      to: { path: '^$1', pathNot: ['^$1$2/', TRACKERS] },
    },
    {
      name: 'trackers-for-trackers',
      severity: 'error',
      comment: 'What the adapters of trackers share is for them, and knows none of them.',
      from: { path: `${SERVICE}/`, pathNot: ['/adapters/(jira|openproject|trackers)/', COMPOSE, TEST] },
      to: { path: TRACKERS },
    },
    {
      name: 'only-compose-knows-adapters',
      severity: 'error',
      comment: 'One place wires the service.',
      from: { path: `(${SERVICE})/`, pathNot: [COMPOSE, '/adapters/', TEST] },
      to: { path: '$1/adapters/' },
    },
    {
      name: 'only-workers-assign',
      severity: 'error',
      comment:
        'Who is assigned, and to whom an offer goes, is decided by the queue workers alone: one at a time per team.',
      from: {
        path: '^services/bot/src/',
        pathNot: [
          COMPOSE,
          '^services/bot/src/wire-use-cases[.]ts$',
          '^services/bot/src/edge/jobs/',
          '^services/bot/src/use-cases/(assignment/|consultation/|)(assign-ticket|make-offer)',
          TEST,
        ],
      },
      to: { path: '^services/bot/src/use-cases/(assignment/|consultation/|)(assign-ticket|make-offer)' },
    },
    {
      name: 'migrations-run-at-start',
      severity: 'error',
      comment: 'A service migrates its database once, while it starts.',
      from: { path: `${SERVICE}/`, pathNot: ['/adapters/postgres/', COMPOSE, '/src/(main|index)[.]ts$', TEST] },
      to: { path: '^packages/migrations/' },
    },
    {
      name: 'front-door-only',
      severity: 'error',
      comment: 'A package is entered by its index.',
      from: { path: '^(?:services|packages)/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/[^/]+/src/index[.]ts$', '^packages/testing/src/vitest[.]ts$', '^packages/$1/'],
      },
    },
    {
      name: 'nothing-issues-in-the-dmz',
      severity: 'error',
      comment: 'What can make certificates is no part of the service that is assumed to be taken.',
      from: { path: '^(services/bot|packages)/', pathNot: '^packages/pki/' },
      to: { path: '^packages/pki/' },
    },
    {
      name: 'infra-by-the-front-door',
      severity: 'error',
      comment: 'The demo and the benchmarks use services and packages as an operator would.',
      from: { path: '^infra/' },
      to: {
        path: '^(services|packages)/[^/]+/src/',
        pathNot: ['/src/index[.]ts$', '^packages/testing/src/vitest[.]ts$'],
      },
    },

    cage(
      'telegraf',
      '^services/bot/src/(edge|adapters)/telegram/',
      'Telegraf is how we hear and speak, not what we are.',
    ),
    cage('fastify', '(/edge/http/|^packages/[^/]+-simulator/)', 'Fastify lives at the HTTP edge.'),
    cage('@fastify/[^/]+', '(/edge/http/|^packages/[^/]+-simulator/)', 'Fastify lives at the HTTP edge.'),
    cage(
      'bullmq',
      '^services/bot/src/(edge/jobs|adapters/queue)/',
      'BullMQ lives in the worker edge and the queue adapter.',
    ),
    cage(
      '@prisma/(client|adapter-pg)',
      '(^services/[^/]+/src/adapters/postgres/|^packages/migrations/)',
      'Rows become domain values before they leave the adapter.',
    ),
    cage(
      'pg',
      '(^services/[^/]+/src/adapters/postgres/|^packages/(testing|migrations)/)',
      'SQL is spoken in one place.',
    ),
    cage('ioredis', '^services/bot/src/adapters/queue/', 'Redis is reached in one place.'),
    cage('jira[.]js', '^services/gateway/src/adapters/jira/', 'Jira vocabulary stops at its adapter.'),
    cage('oauth4webapi', '^services/gateway/src/adapters/openproject/', 'Tokens are fetched where they are used.'),
    cage('ldapts', '^services/gateway/src/adapters/directory/', 'LDAP is spoken in one place.'),
    cage('nodemailer', '^services/gateway/src/adapters/mail/', 'Letters leave in one place.'),
    cage(
      'jose',
      '(^packages/crypto/|^services/gateway/src/adapters/)',
      'Signatures are made and checked by few hands.',
    ),
    cage('@peculiar/x509', '^packages/pki/', 'Certificates are made in one place.'),
    cage('undici', '^services/[^/]+/src/adapters/', 'Connections are opened by adapters.'),
    cage('prom-client', '^services/[^/]+/src/adapters/metrics/', 'What is measured is told in our own words.'),
    cage('i18next', '^services/bot/src/adapters/telegram/render/', 'Words are chosen where messages are rendered.'),
    cage(
      'zod',
      '(^packages/(contract|settings|testing)/|^packages/[^/]+-simulator/|/config([.]ts$|/)|/edge/|/adapters/)',
      'Untrusted input is parsed at the borders only.',
    ),
    cage('pino', '^packages/logging/', 'One logger, one redaction list.'),

    {
      name: 'no-tests-in-production',
      severity: 'error',
      comment: 'What production runs does not depend on what tests it.',
      from: { path: '/src/', pathNot: [TEST, '^packages/testing/'] },
      to: { path: ['/test/', '[.]test[.]ts$', '^packages/testing/', 'node_modules/vitest/'] },
    },
    { name: 'no-circular', severity: 'error', from: { pathNot: '/generated/' }, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['/main[.]ts$', '/index[.]ts$', '/ports/', '[.]test[.]ts$', '^infra/', '/web/'] },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    // Without it type-only imports are invisible.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/adapters/postgres/generated/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
