import { broken, type Judgement, judgePeer, warning } from '@desk/doctor';
import type { GatewayFacts } from '../../ports/zone-probes.ts';

const names = { setting: 'GATEWAY_URL', peer: 'the gateway' };

/** Whether the gateway takes our signature and speaks our language, and whether what stands behind it is there. */
export function judgeGateway({ peer, service }: GatewayFacts): readonly Judgement[] {
  return [...judgePeer(peer, names), ...(service === null ? [] : judgeService(service))];
}

function judgeService(service: NonNullable<GatewayFacts['service']>): readonly Judgement[] {
  return [
    ...judgeContract(service.contract),
    ...(service.tracker === 'up'
      ? []
      : [
          warning(
            'the gateway says that its tracker does not answer',
            "Run `desk doctor` on the gateway's host; tickets are kept until it is back.",
          ),
        ]),
    ...(service.hasSameCatalogue === false
      ? [
          broken(
            'the gateway has another catalogue',
            'Give both hosts the same CATALOGUE_FILE, and restart whichever had the older.',
          ),
        ]
      : []),
  ];
}

function judgeContract(contract: NonNullable<GatewayFacts['service']>['contract']): readonly Judgement[] {
  switch (contract) {
    case 'same':
    case 'minor':
      return [];
    case 'older':
      return [broken('the gateway speaks an earlier contract', 'Upgrade the gateway; it comes before the bots.')];
    case 'newer':
      return [broken('the gateway speaks a later contract', 'Upgrade the bots.')];
    case 'unreadable':
      return [broken('the gateway does not say which contract it speaks', 'Look at what answers at GATEWAY_URL.')];
  }
}
