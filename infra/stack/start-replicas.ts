import { join } from 'node:path';
import { balanceConnections } from './balance-connections.ts';
import { answers, type Child, runChild } from './run-child.ts';
import { spreadWebhooks } from './spread-webhooks.ts';
import { freePorts, type StackPorts } from './stack-ports.ts';
import { nodeFlags, type ServiceName, type Stack } from './start-stack.ts';
import { type StaffedDesk, type StaffedDeskOptions, startStaffedDesk } from './start-staffed-desk.ts';

/** One process of a service among several. */
export interface Replica {
  readonly service: ServiceName;
  /** For instance `bot 2`. */
  readonly name: string;
  pid(): number;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM, and waits until it has gone. */
  stop(): Promise<void>;
  /** After it was killed or stopped; resolves when it is ready. */
  start(): Promise<void>;
}

export interface ReplicatedDesk extends StaffedDesk {
  /** Those of the first start come first: one bot, one gateway. */
  readonly replicas: readonly Replica[];
}

export interface ReplicatedDeskOptions extends Omit<StaffedDeskOptions, 'ports' | 'hooksUrl'> {
  readonly bots: number;
  readonly gateways: number;
  /**
   * How bots and gateways are led to: each request to another process, so that nobody may rely on meeting the same one
   * again, or each connection, which costs next to nothing. Default: requests.
   */
  readonly spread?: 'requests' | 'connections';
  /** The repository whose code a replica runs, by its name; left out: this one. */
  readonly rootOf?: (name: string) => string | undefined;
}

const ourRoot = join(import.meta.dirname, '..', '..');

/**
 * The product with several processes of each service, over the same databases and the same spool folder, with a
 * balancer before each of their listeners.
 */
export async function startReplicas(options: ReplicatedDeskOptions): Promise<ReplicatedDesk> {
  const front = await openFront(options);
  const ports = await freePorts();
  const bots = [ports];
  const gateways = [ports];
  const lead = () => {
    front.botPublic.leadTo(bots.map(({ botPublic }) => botPublic));
    front.botPrivate.leadTo(bots.map(({ botPrivate }) => botPrivate));
    front.gateway.leadTo(gateways.map(({ gateway }) => gateway));
    front.gatewayHooks.leadTo(gateways.map(({ gatewayHooks }) => gatewayHooks));
  };
  lead();
  const desk = await startStaffedDesk({
    ...options,
    ports,
    hooksUrl: `${front.gatewayHooks.url}/hooks/tracker`,
    environment: { ...options.environment, ...environmentOf(front) },
  });
  const replicas: Replica[] = [firstOf(desk.stack, 'bot'), firstOf(desk.stack, 'gateway')];
  for (const [service, count, places] of [
    ['gateway', options.gateways, gateways],
    ['bot', options.bots, bots],
  ] as const) {
    for (let number = 2; number <= count; number += 1) {
      const place = await freePorts();
      replicas.push(await addReplica(desk.stack, { service, number, place }, options));
      places.push(place);
    }
  }
  lead();
  return { ...desk, replicas };
}

interface Door {
  readonly url: string;
  leadTo(ports: readonly number[]): void;
}

type Front = Readonly<Record<'botPublic' | 'botPrivate' | 'gateway' | 'gatewayHooks', Door>>;

async function openFront({ opened, spread = 'requests' }: ReplicatedDeskOptions): Promise<Front> {
  const byConnection = async (): Promise<Door> => {
    const { port, leadTo, close } = await balanceConnections();
    opened.add(close);
    return { url: urlOf(port), leadTo };
  };
  const byRequest = async (): Promise<Door> => {
    const { url, leadTo, close } = await spreadWebhooks();
    opened.add(close);
    return { url, leadTo: (ports) => leadTo(ports.map(urlOf)) };
  };
  const busy = spread === 'requests' ? byRequest : byConnection;
  return {
    ...{ botPublic: await busy(), gateway: await busy() },
    ...{ botPrivate: await byConnection(), gatewayHooks: await byConnection() },
  };
}

function environmentOf(front: Front) {
  return {
    TELEGRAM_WEBHOOK_URL: `${front.botPublic.url}/telegram`,
    BOT_PRIVATE_URL: front.botPrivate.url,
    GATEWAY_URL: front.gateway.url,
  };
}

function firstOf(stack: Stack, service: ServiceName): Replica {
  return {
    service,
    name: service,
    pid: () => stack.service(service).pid,
    kill: () => stack.service(service).kill(),
    stop: () => stack.service(service).stop(),
    start: () => stack.restart(service),
  };
}

async function addReplica(
  stack: Stack,
  { service, number, place }: { readonly service: ServiceName; readonly number: number; readonly place: StackPorts },
  { opened, onUnexpectedEnd, rootOf = () => undefined }: ReplicatedDeskOptions,
): Promise<Replica> {
  const name = `${service} ${number}`;
  const start = () =>
    runChild({
      name,
      script: join(rootOf(name) ?? ourRoot, 'services', service, 'src', 'main.ts'),
      nodeFlags: nodeFlags[service],
      environment: { ...stack.environmentOf(service), ...portsOf(service, place) },
      logFile: join(stack.folder, 'logs', `${service}-${number}.log`),
      ready: answers(`http://127.0.0.1:${service === 'bot' ? place.botOps : place.gatewayOps}/readyz`),
      onUnexpectedEnd: (ending) => onUnexpectedEnd?.(name, ending),
    });
  let child: Child = await start();
  opened.add(() => child.stop());
  return {
    ...{ service, name },
    pid: () => child.pid,
    kill: () => child.kill(),
    stop: () => child.stop(),
    async start() {
      child = await start();
    },
  };
}

function portsOf(service: ServiceName, place: StackPorts): Record<string, string> {
  return service === 'bot'
    ? {
        PUBLIC_PORT: String(place.botPublic),
        PRIVATE_PORT: String(place.botPrivate),
        OPS_PORT: String(place.botOps),
      }
    : {
        GATEWAY_PORT: String(place.gateway),
        TRACKER_HOOK_PORT: String(place.gatewayHooks),
        OPS_PORT: String(place.gatewayOps),
      };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
