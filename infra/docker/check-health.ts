import { networkInterfaces } from 'node:os';

/**
 * `node check-health.ts 9090`: whether the service of this container lives, for the engine's health check. Readiness is
 * for whoever sends it work: a database that is away is no reason to start the service again.
 */
const [port] = process.argv.slice(2);
const answerWithinMs = 2_000;
const listensWithin = process.env.LISTEN_WITHIN || '127.';
const addresses = Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address) ?? []);
const host = addresses.find((address) => address.startsWith(listensWithin));
const healthy = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(answerWithinMs) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(healthy ? 0 : 1);
