import type { Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Acquaintance, People } from '../../ports/people.ts';
import type { ErasureObstacle, PersonRecords } from '../../ports/person-records.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { PrivacyDesk } from '../../ports/privacy-desk.ts';
import type { PrivacyScreen } from '../../ports/privacy-screen.ts';
import type { Clock } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { commitDelivery, retryLater } from '../deliver-effect.ts';
import { type FindToken, findToken } from '../session/find-token.ts';
import { tell } from '../show-screen.ts';
import { planErasure } from './plan-erasure.ts';

type ErasePerson = Extract<DeskEffect, { readonly kind: 'erase-person' }>;

interface Needs extends FindToken {
  readonly people: People;
  readonly personRecords: Pick<PersonRecords, 'findObstacles'>;
  readonly privacyDesk: Pick<PrivacyDesk, 'erase'>;
  readonly clock: Clock;
}

/** Half a minute apart at most. */
const attemptsMax = 20;
/** What an operator has erased is waited for as long, and no longer: they have decided. */
const obstaclesRetryMs = 15_000;
/** The answer may have been lost, and then the event is under way: it comes within seconds. */
const eventRetriesMax = 3;
const eventRetryMs = 5_000;

/**
 * First inside, then here: whoever is gone inside cannot act any more, and the event that follows brings this to its
 * end should the bot die in between. Done again it finds nobody, and is done.
 */
export function deliverErasure(needs: Needs) {
  return (effect: ErasePerson, item: OutboxItem): Promise<Delivery> =>
    commitDelivery(needs.ledger, item, async () => {
      const known = await needs.people.findById(effect.personId);
      if (known === null) return planOf();
      const obstacles = await needs.personRecords.findObstacles(effect.personId);
      return effect.asked === 'inside'
        ? eraseOnceFree(needs, known, obstacles, item)
        : eraseAsked(needs, known, obstacles, item);
    });
}

function eraseOnceFree(
  { clock }: Needs,
  known: Acquaintance,
  obstacles: readonly ErasureObstacle[],
  { attempt }: OutboxItem,
): Plan | Delivery {
  const isBusy = obstacles.includes('consultation') || obstacles.includes('sending');
  if (isBusy && attempt < attemptsMax) return { kind: 'retry', afterMs: obstaclesRetryMs, reason: 'busy' };
  return planErasure(known, 'inside', clock.now());
}

async function eraseAsked(
  needs: Needs,
  known: Acquaintance,
  obstacles: readonly ErasureObstacle[],
  item: OutboxItem,
): Promise<Plan | Delivery> {
  if (obstacles.length > 0) return answer(known, { kind: 'erasing-refused', obstacles });
  const found = await findToken(needs, known, needs.clock.now());
  const outcome = found.kind === 'token' ? await needs.privacyDesk.erase(found.token) : found;
  switch (outcome.kind) {
    case 'erased':
      return planErasure(known, 'by-themselves', needs.clock.now());
    case 'busy':
      return answer(known, { kind: 'erasing-refused', obstacles: ['sending'] });
    case 'session-ended':
      return item.attempt <= eventRetriesMax
        ? { kind: 'retry', afterMs: eventRetryMs, reason: 'session-ended' }
        : answer(known, { kind: 'not-erased', why: 'session-ended' });
    case 'unsupported':
      return answer(known, { kind: 'not-erased', why: 'not-now' });
    case 'down':
    case 'unknown':
      return item.attempt < attemptsMax
        ? retryLater(outcome, item)
        : answer(known, { kind: 'not-erased', why: 'not-now' });
  }
}

function answer({ person }: Acquaintance, screen: PrivacyScreen): Plan {
  return planOf({ effects: tell(person, { screen, keyboard: null }) });
}
