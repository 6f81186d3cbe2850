import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './leftover-process.ts';
import { cloneKey, type Purpose } from './run-folder.ts';

/** Where a Docker engine answers: a socket file, or a host and port. */
type Engine = { socketPath: string } | { host: string; port: number };

export type DockerVerdict = { kind: 'ready' } | { kind: 'unavailable'; reason: string };

const pingWithinMs = 1_000;
const pullWithinMs = 60_000;
const containersMax = 100;
const ownerLabel = 'desk.owner-pid';
const cloneLabel = 'desk.clone';

/**
 * Whether containers of `image` can be started here: an engine answers within a second, and it has the image or can
 * pull it within a minute. Containers that an earlier run of this clone left behind are removed on the way.
 */
export async function prepareDocker(image: string, report: (line: string) => void): Promise<DockerVerdict> {
  const engine = await findEngine();
  if (!engine) return { kind: 'unavailable', reason: 'no Docker engine answers' };
  await removeLeftovers(engine);
  const known = await call(engine, 'GET', `/images/${image}/json`, pingWithinMs * 5);
  if (known === 200) return { kind: 'ready' };
  report(`Docker: pulling ${image}, for ${pullWithinMs / 1000} s at most`);
  const [name, tag] = image.split(':');
  await call(engine, 'POST', `/images/create?fromImage=${name}&tag=${tag}`, pullWithinMs);
  const pulled = await call(engine, 'GET', `/images/${image}/json`, pingWithinMs * 5);
  if (pulled === 200) return { kind: 'ready' };
  return { kind: 'unavailable', reason: `Docker answers but has no image ${image} and cannot pull it` };
}

/** Labels by which a later run knows whose container this was. */
export function containerLabels(purpose: Purpose): Record<string, string> {
  return { [cloneLabel]: cloneKey(), [ownerLabel]: String(process.pid), 'desk.purpose': purpose };
}

/** Removes a named volume; one that does not exist is as good as removed. */
export async function removeVolume(name: string): Promise<void> {
  const engine = await findEngine();
  if (engine) await call(engine, 'DELETE', `/volumes/${name}?force=true`, pingWithinMs * 10);
}

async function findEngine(): Promise<Engine | undefined> {
  for (const engine of candidates()) {
    if ((await call(engine, 'GET', '/_ping', pingWithinMs)) === 200) return engine;
  }
  return undefined;
}

function candidates(): Engine[] {
  const configured = process.env.DOCKER_HOST;
  if (configured?.startsWith('unix://')) return [{ socketPath: configured.slice('unix://'.length) }];
  if (configured && URL.canParse(configured)) {
    const { hostname, port } = new URL(configured);
    return [{ host: hostname, port: Number(port || 2375) }];
  }
  const runtimeDir = process.env.XDG_RUNTIME_DIR;
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker', 'run', 'docker.sock')];
  if (runtimeDir) sockets.push(join(runtimeDir, 'docker.sock'));
  return sockets.map((socketPath) => ({ socketPath }));
}

async function removeLeftovers(engine: Engine): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`${cloneLabel}=${cloneKey()}`] }));
  const listed: unknown = await read(engine, `/containers/json?all=true&limit=${containersMax}&filters=${filters}`);
  for (const container of Array.isArray(listed) ? listed : []) {
    const owner = Number(container?.Labels?.[ownerLabel]);
    if (isRunning(owner) || typeof container?.Id !== 'string') continue;
    await call(engine, 'DELETE', `/containers/${container.Id}?force=true&v=true`, pingWithinMs * 10);
  }
}

async function read(engine: Engine, path: string): Promise<unknown> {
  let body = '';
  const status = await call(engine, 'GET', path, pingWithinMs * 5, (chunk) => {
    body += chunk;
  });
  return status === 200 ? JSON.parse(body) : undefined;
}

/** The status of the answer once it is complete, or `undefined` if there was none in time. */
function call(
  engine: Engine,
  method: string,
  path: string,
  withinMs: number,
  take: (chunk: string) => void = () => undefined,
): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const signal = AbortSignal.timeout(withinMs);
  const sent = request({ ...engine, method, path, signal }, (answer) => {
    answer.setEncoding('utf8').on('data', take);
    answer.once('end', () => resolve(answer.statusCode));
    answer.once('error', () => resolve(undefined));
  });
  sent.once('error', () => resolve(undefined));
  sent.end();
  return promise;
}
