import { broken, type Judgement, ok } from './finding.ts';

export interface PortFacts {
  /** `PUBLIC_PORT` */
  readonly setting: string;
  readonly port: number;
  readonly state: 'free' | 'taken' | 'forbidden' | 'no-such-address';
}

/** `isRunning`: a service of Desk answers at OPS_PORT. It is ours if it has all our ports. */
export function judgePorts(ports: readonly PortFacts[], isRunning: boolean): readonly Judgement[] {
  const named = ports.filter(({ port }) => port !== 0);
  const doubles = named.filter(({ port }, at) => named.findIndex((other) => other.port === port) < at);
  const isOurs = isRunning && named.every(({ state }) => state === 'taken');
  const judgements = [
    ...doubles.map(({ setting, port }) =>
      broken(`${setting} is ${port}, and another listener has that port already`, `Choose another for ${setting}.`),
    ),
    ...(ports.some(({ state }) => state === 'no-such-address')
      ? [broken('LISTEN_HOST is no address of this host', 'Set it to one, or to 0.0.0.0.')]
      : []),
    ...named.flatMap((port) => judgePort(port, isOurs)),
  ];
  if (judgements.length > 0) return judgements;
  return [ok(isOurs ? 'the service runs, and holds its ports' : 'all are free')];
}

function judgePort({ setting, port, state }: PortFacts, isOurs: boolean): readonly Judgement[] {
  switch (state) {
    case 'free':
    case 'no-such-address':
      return [];
    case 'taken':
      if (isOurs) return [];
      return [
        broken(`something else listens on ${setting} ${port}`, `Stop it, or choose another port for ${setting}.`),
      ];
    case 'forbidden':
      return [broken(`this user may not listen on ${setting} ${port}`, 'Choose a port from 1024 on.')];
  }
}
