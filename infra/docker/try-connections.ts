import { listeners } from './arrows.ts';
import { type Container, docker } from './run-compose.ts';

/** Where a container was answered. */
export interface Reached {
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

const atOnceMax = 12;
const tryWithinMs = 120_000;
const answerCharactersMax = 40;

/** Of the networks that are kept for documentation: no host has it. */
const nobody = '198.51.100.1';

/**
 * From inside a container, every port of every other one at every address that it has: what counts is that somebody
 * answers, because a gate that turns a caller away does so after the handshake. There are networks on which a proxy
 * answers for whoever is not there; what it says for nobody's address counts for no address.
 */
export async function tryConnections(from: string, containers: ReadonlyMap<string, Container>): Promise<Reached[]> {
  const source = containers.get(from);
  if (!source) throw new Error(`There is no container of ${from}.`);
  const places = [...containers].flatMap(([to, container]) => (to === from ? [] : placesOf(to, container)));
  const ports = new Set(places.map(({ port }) => port));
  const controls = [...ports].map((port) => ({ to: 'nobody', address: nobody, port }));
  const lines = [...places, ...controls].map((place) => `${place.address} ${place.port} ${greetingOf(place.port)}`);
  const output = await docker(['exec', source.Id, 'bash', '-c', script, 'bash', ...lines], tryWithinMs);
  const answers = new Map(output.split('\n').map((line) => [line.split(' ', 2).join(' '), line.split(' ')[2]]));
  const answerAt = (address: string, port: number) => answers.get(`${address} ${port}`);
  const reached = places.filter(({ address, port }) => {
    const answer = answerAt(address, port);
    return answer !== undefined && answer !== answerAt(nobody, port);
  });
  return [...new Map(reached.map(({ to, port }) => [`${to} ${port}`, { from, to, port }])).values()];
}

/** Says hello at address $1, port $2, and prints both with how the answer begins, if one comes. No process but itself. */
const attempt = [
  'exec 3<>"/dev/tcp/$1/$2" || exit 0',
  'printf "$3" >&3',
  `IFS= read -r -d "" -t 2 -n ${answerCharactersMax} -u 3 answer`,
  `[ -z "$answer" ] || echo "$1 $2 \${answer//[^A-Za-z0-9.]/_}"`,
].join('; ');

/** A few at once. In a shell of its own each, so that one which hangs is ended alone. */
const script = `
  for line in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge ${atOnceMax} ]; do wait -n || true; done
    read -r address port greeting <<<"$line"
    timeout 4 bash -c '${attempt}' try "$address" "$port" "$greeting" 2>/dev/null &
  done
  wait`;

/** As `printf` in a shell reads them. PostgreSQL is asked for TLS, Redis for a sign of life. */
function greetingOf(port: number): string {
  if (port === 5432) return '\\x00\\x00\\x00\\x08\\x04\\xd2\\x16\\x2f';
  return port === 6379 ? 'PING\\r\\n' : 'GET\\x20/healthz\\x20HTTP/1.0\\r\\n\\r\\n';
}

function placesOf(to: string, { NetworkSettings: { Networks } }: Container) {
  return Object.values(Networks).flatMap(({ IPAddress: address }) =>
    (address === '' ? [] : (listeners[to] ?? [])).map((port) => ({ to, address, port })),
  );
}
