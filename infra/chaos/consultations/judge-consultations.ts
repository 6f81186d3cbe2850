/** How a consultation stands in the end. */
export interface ConsultationSeen {
  readonly number: string;
  /** As the people think it was rated; null: not at all. */
  readonly rated: number | null;
  readonly stuck: boolean;
  /** In the bot's books, of every consultation about the ticket. */
  readonly states: readonly string[];
  readonly storedStars: number | null;
  /** Whether somebody still has a slot taken by it. */
  readonly isHeld: boolean;
  /** The closing comments in the ticket. */
  readonly closings: readonly string[];
}

export const consultationWrongs = [
  'stuck',
  'not-over',
  'held',
  'rating-differs',
  'closing-missing',
  'closing-differs',
] as const;
export type ConsultationWrong = (typeof consultationWrongs)[number];

/** Numbers of tickets. */
export type ConsultationVerdict = Readonly<Record<ConsultationWrong, readonly string[]>>;

/** Every consultation is over once, nobody is held by it, and its closing comment says how it was rated. */
export function judgeConsultations(seen: readonly ConsultationSeen[]): ConsultationVerdict {
  const numbersOf = (isWrong: (one: ConsultationSeen) => boolean) =>
    seen.flatMap((one) => (isWrong(one) ? [one.number] : []));
  return {
    stuck: numbersOf(({ stuck }) => stuck),
    'not-over': numbersOf(({ states, rated }) => states.join() !== (rated === null ? 'ended' : 'rated')),
    held: numbersOf(({ isHeld }) => isHeld),
    'rating-differs': numbersOf(({ rated, storedStars }) => rated !== storedStars),
    'closing-missing': numbersOf(({ closings }) => closings.length === 0),
    'closing-differs': numbersOf(({ closings, rated }) => closings.length > 1 || !closings.every(saysStars(rated))),
  };
}

function saysStars(stars: number | null): (closing: string) => boolean {
  const words = stars === null ? 'Оцінки ще немає.' : `Оцінка: ${stars} з 5.`;
  return (closing) => closing.includes(words);
}
