import { join } from 'node:path';
import { type Balancer, balanceConnections } from './balance-connections.ts';
import { answers, type Child, runChild } from './run-child.ts';
import { freePorts, type StackPorts } from './stack-ports.ts';
import { heapFlags, type ServiceName, type Stack } from './start-stack.ts';
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
  /** From now on only these bots are led to; the others go on with what they have. */
  leadToBots(count: number): void;
}

export interface ReplicatedDeskOptions extends Omit<StaffedDeskOptions, 'ports' | 'hooksUrl'> {
  readonly bots: number;
  readonly gateways: number;
  /** The repository whose code a replica runs, by its name; left out: this one. */
  readonly rootOf?: (name: string) => string | undefined;
}

const ourRoot = join(import.meta.dirname, '..', '..');
const readyWithinMs = 60_000;

/**
 * The product with several processes of each service, over the same databases and the same spool folder. Before each
 * listener stands a balancer: whoever comes next to the same person, ticket or file may be another process.
 */
export async function startReplicas(options: ReplicatedDeskOptions): Promise<ReplicatedDesk> {
  const front = await openFront(options.opened);
  const ports = await freePorts();
  const led: StackPorts[] = [ports];
  const lead = (bots: readonly StackPorts[], gateways: readonly StackPorts[]) => {
    front.botPublic.leadTo(bots.map(({ botPublic }) => botPublic));
    front.botPrivate.leadTo(bots.map(({ botPrivate }) => botPrivate));
    front.gateway.leadTo(gateways.map(({ gateway }) => gateway));
    front.gatewayHooks.leadTo(gateways.map(({ gatewayHooks }) => gatewayHooks));
  };
  lead(led, led);
  const desk = await startStaffedDesk({
    ...options,
    ports,
    hooksUrl: `${urlOf(front.gatewayHooks)}/hooks/tracker`,
    environment: { ...options.environment, ...environmentOf(front) },
  });
  const replicas: Replica[] = [firstOf(desk.stack, 'bot'), firstOf(desk.stack, 'gateway')];
  const bots = [ports];
  const gateways = [ports];
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
  lead(bots, gateways);
  return { ...desk, replicas, leadToBots: (count) => lead(bots.slice(0, count), gateways) };
}

type Front = Readonly<Record<'botPublic' | 'botPrivate' | 'gateway' | 'gatewayHooks', Balancer>>;

async function openFront(opened: StaffedDeskOptions['opened']): Promise<Front> {
  const open = async () => {
    const balancer = await balanceConnections();
    opened.add(balancer.close);
    return balancer;
  };
  return { botPublic: await open(), botPrivate: await open(), gateway: await open(), gatewayHooks: await open() };
}

function environmentOf(front: Front) {
  return {
    TELEGRAM_WEBHOOK_URL: `${urlOf(front.botPublic)}/telegram`,
    BOT_PRIVATE_URL: urlOf(front.botPrivate),
    GATEWAY_URL: urlOf(front.gateway),
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
      nodeFlags: heapFlags,
      environment: { ...stack.environmentOf(service), ...portsOf(service, place) },
      logFile: join(stack.folder, 'logs', `${service}-${number}.log`),
      ready: answers(`http://127.0.0.1:${service === 'bot' ? place.botOps : place.gatewayOps}/readyz`),
      readyWithinMs,
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

function urlOf({ port }: Balancer): string {
  return `http://127.0.0.1:${port}`;
}
