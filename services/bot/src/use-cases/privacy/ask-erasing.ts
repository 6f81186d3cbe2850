import type { PersonRecords } from '../../ports/person-records.ts';
import type { Placement, Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn, Turn } from '../turn.ts';

/** The question and its answers are one message: nobody presses the second button of another day's. */
const card: Placement = { kind: 'card', card: 'erasing' };
const cardBelow: Placement = { kind: 'card-below', card: 'erasing' };

/** A decision of this weight is taken now or asked for anew. */
const answerWithinMs = 10 * 60_000;

interface Needs {
  readonly personRecords: Pick<PersonRecords, 'findObstacles'>;
}

/** *Erase me*: what goes and what stays, or what stands in the way. */
export function explainErasing({ personRecords }: Needs) {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const obstacles = await personRecords.findObstacles(turn.person.id);
    if (obstacles.length > 0) return refuse(turn, obstacles);
    const screen = { kind: 'erasing-explained' } as const;
    const keyboard = buttons([press({ kind: 'erase-sure' })], [press({ kind: 'keep-me' })]);
    return planOf({ effects: [reply(turn, { screen, keyboard }, cardBelow)] });
  };
}

/** The last question. */
export function askErasing() {
  return async (turn: SignedInTurn): Promise<Plan> => {
    const action = { kind: 'erase-for-good', until: turn.now + answerWithinMs } as const;
    const keyboard = buttons([press(action)], [press({ kind: 'keep-me' })]);
    return planOf({ effects: [reply(turn, { screen: { kind: 'erasing-asked' }, keyboard }, card)] });
  };
}

export function beginErasing({ personRecords }: Needs) {
  return async (turn: SignedInTurn, { until }: ActionOf<'erase-for-good'>): Promise<Plan> => {
    if (turn.now > until) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const { id: personId } = turn.person;
    const obstacles = await personRecords.findObstacles(personId);
    if (obstacles.length > 0) return refuse(turn, obstacles);
    const begun = reply(turn, { screen: { kind: 'erasing-begun' }, keyboard: null }, card);
    return planOf({ effects: [begun, { kind: 'erase-person', personId, asked: 'by-themselves' }] });
  };
}

export function dropErasing() {
  return async (turn: Turn): Promise<Plan> =>
    planOf({ effects: [reply(turn, { screen: { kind: 'erasing-dropped' }, keyboard: null }, card)] });
}

function refuse(turn: SignedInTurn, obstacles: Awaited<ReturnType<PersonRecords['findObstacles']>>): Plan {
  return planOf({ effects: [notice(turn, { kind: 'erasing-refused', obstacles })] });
}
