export {
  type BotApiSpec,
  findDeviations,
  findRequestDeviations,
  readBotApiSpec,
  vendorSpecsFolder,
} from './bot-api-spec.ts';
export { type Chromium, ensureChromium, findChromium } from './find-chromium.ts';
export { ensurePromtool, findPromtool } from './find-promtool.ts';
export { ensureSlapd } from './find-slapd.ts';
export { type HostTestServersOptions, hostTestServers, type TestServersHost } from './host-test-servers.ts';
export { MissingServer } from './missing-server.ts';
export { type NetworkGate, openNetworkGate } from './network-gate.ts';
export { cloneKey, dataHome, type Purpose } from './run-folder.ts';
export { type EncryptedServers, startEncryptedServers } from './start-encrypted-servers.ts';
export { type PostgresServer, type StartPostgresOptions, startPostgres } from './start-postgres.ts';
export { type RedisServer, type StartRedisOptions, startRedis } from './start-redis.ts';
export { type SlapdServer, slapdListEntriesMax, slapdSuffix, startSlapd } from './start-slapd.ts';
