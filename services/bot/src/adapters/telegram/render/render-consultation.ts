import type { ConsultationFigures, ConsultationLine, ConsultationScreen } from '../../../ports/consultation-screen.ts';
import { numberOf, ownWords } from './render-ticket.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs, type RichText } from './rich-text.ts';

type LineKind =
  | 'waiting-in-line'
  | 'callback-kept'
  | 'somebody-there'
  | 'place-kept'
  | 'callback-expired'
  | 'looking-again'
  | 'request-cancelled'
  | 'already-in-line'
  | 'offer'
  | 'offer-over'
  | 'take-over-asked'
  | 'taken-over'
  | 'consultation-alert'
  | 'consultation-list'
  | 'consultation-details'
  | 'own-figures';

type Of<Kind extends ConsultationScreen['kind']> = Extract<ConsultationScreen, { readonly kind: Kind }>;

const minuteMs = 60_000;

/** The wait for a specialist, offers, and what supervisors see of both. */
export const lineRenderers: Renderers<Of<LineKind>> = {
  'waiting-in-line': renderWaiting,
  'callback-kept': (screen, to) => to.say('consultation.line.callbackKept', until(screen, to)),
  'somebody-there': (screen, to) => to.say('consultation.line.somebodyThere', until(screen, to)),
  'place-kept': (screen, to) => to.say('consultation.line.placeKept', until(screen, to)),
  'callback-expired': (screen, to) => to.say('consultation.line.callbackExpired', ofTicket(screen, to)),
  'looking-again': (screen, to) => to.say('consultation.line.lookingAgain', ofTicket(screen, to)),
  'request-cancelled': (screen, to) => to.say(`consultation.line.cancelled.${screen.cause}`, ofTicket(screen, to)),
  'already-in-line': (screen, to) => to.say('consultation.line.alreadyInLine', ofTicket(screen, to)),
  offer: renderOffer,
  'offer-over': (screen, to) =>
    lines(
      to.say(`consultation.offer.over.${screen.end}`, ofTicket(screen, to)),
      screen.onBreak ? to.say('consultation.offer.onBreak') : null,
    ),
  'take-over-asked': (screen, to) =>
    screen.assigneeName === null
      ? to.say('consultation.offer.takeOverAskedNobody', ofTicket(screen, to))
      : to.say('consultation.offer.takeOverAsked', { ...ofTicket(screen, to), name: screen.assigneeName }),
  'taken-over': (screen, to) => to.say('consultation.offer.takenOver', ofTicket(screen, to)),
  'consultation-alert': ({ what, waitedMinutes, stars, comment, ...screen }, to) =>
    lines(
      to.say(`consultation.supervision.alert.${what}`, {
        ...ofTicket(screen, to),
        minutes: wholeMinutes(waitedMinutes),
        stars: stars ?? '',
      }),
      comment === null ? null : to.say('consultation.supervision.comment', { comment }),
    ),
  'consultation-list': renderList,
  'consultation-details': ({ line }, to) =>
    lines(
      to.say('consultation.supervision.details', wordsOf(line, to)),
      line.specialistName === null
        ? null
        : to.say('consultation.supervision.specialist', { name: line.specialistName }),
    ),
  'own-figures': ({ days, figures }, to) =>
    paragraphs(
      to.say('consultation.supervision.figures', { period: to.say(`report.days.${days}`) }),
      figures.held === 0
        ? to.say('consultation.supervision.figuresEmpty')
        : lines(to.say('consultation.supervision.held', { held: figures.held }), ...spread(figures, to)),
    ),
};

function renderWaiting(screen: Of<'waiting-in-line'>, to: Rendering): RichText {
  const { reason, nextWorkingAt } = screen;
  switch (reason) {
    case null:
      return to.say('consultation.line.looking', ofTicket(screen, to));
    case 'search-delayed':
      return to.say('consultation.line.delayed', ofTicket(screen, to));
    case 'nobody-on-shift':
      return lines(
        nextWorkingAt === null
          ? to.say('consultation.line.nobodyOnShiftUnknown')
          : to.say('consultation.line.nobodyOnShift', { at: to.times.atMoment(nextWorkingAt) }),
        to.say('consultation.line.callOffered'),
      );
    case 'all-busy':
    case 'all-asked':
      return lines(
        to.say(reason === 'all-busy' ? 'consultation.line.allBusy' : 'consultation.line.allAsked'),
        renderPlace(screen, to),
        screen.wentAhead === null ? null : to.say(`consultation.line.wentAhead.${screen.wentAhead}`),
        to.say('consultation.line.mayClose'),
      );
  }
}

function renderPlace({ place, range }: Of<'waiting-in-line'>, { say }: Rendering): RichText {
  if (range === null) return lines(say('consultation.line.place', { place }), say('consultation.line.noRange'));
  const { fromMinutes: from, toMinutes: count } = range;
  const words =
    from < count ? say('consultation.line.range', { from, count }) : say('consultation.line.rangeWithin', { count });
  return say('consultation.line.placeAndRange', { place, range: words });
}

function renderOffer({ ticket, name, waitedMinutes, until: over, handover }: Of<'offer'>, to: Rendering): RichText {
  const heading = { number: numberOf(ticket, to), priority: to.say(`words.priority.${ticket.priority}`) };
  const summary = ownWords(ticket);
  const type = to.title(ticket.typeTitle);
  return lines(
    handover === null
      ? to.say('consultation.offer.title', heading)
      : to.say('consultation.offer.handover', { ...heading, name: handover.name }),
    whoWaits(name, handover === null ? waitedMinutes : null, to),
    summary === null ? to.say('staff.about', { type }) : to.say('consultation.offer.about', { type, summary }),
    handover === null || handover.summary === null
      ? null
      : to.say('consultation.offer.summary', { summary: handover.summary }),
    to.say('consultation.offer.until', { until: to.times.second(over) }),
  );
}

/** Who asks, and how long they have waited; in a conversation that is handed over nobody waits. */
function whoWaits(name: string | null, waitedMinutes: number | null, { say }: Rendering): RichText | null {
  if (waitedMinutes === null) return name === null ? null : say('staff.from', { name });
  const minutes = wholeMinutes(waitedMinutes);
  return name === null
    ? say('consultation.offer.waits', { minutes })
    : say('consultation.offer.from', { name, minutes });
}

/** Nobody has waited for no time at all. */
function wholeMinutes(minutes: number): number {
  return Math.max(1, minutes);
}

function renderList({ waiting, live, totals, page, pages }: Of<'consultation-list'>, to: Rendering): RichText {
  const { say } = to;
  if (totals.waiting + totals.live === 0) return say('consultation.supervision.empty');
  return paragraphs(
    say('consultation.supervision.list', totals),
    listed('consultation.supervision.waitingHead', waiting, to),
    listed('consultation.supervision.liveHead', live, to),
    pages > 1 ? say('ticket.page', { page: page + 1, pages }) : null,
  );
}

function listed(
  head: 'consultation.supervision.waitingHead' | 'consultation.supervision.liveHead',
  shown: readonly ConsultationLine[],
  to: Rendering,
): RichText | null {
  return shown.length === 0 ? null : lines(to.say(head), ...shown.map((line) => renderLine(line, to)));
}

function renderLine(line: ConsultationLine, to: Rendering): RichText {
  const { specialistName } = line;
  return specialistName === null
    ? to.say('consultation.supervision.line', wordsOf(line, to))
    : to.say('consultation.supervision.lineWith', { ...wordsOf(line, to), specialist: specialistName });
}

function wordsOf({ number, name, priority, since, state }: ConsultationLine, { say, times }: Rendering) {
  return {
    number: number ?? say('ticket.noNumberYet').text,
    name,
    priority: say(`words.priority.${priority}`),
    state: say(`consultation.supervision.state.${state}`),
    age: times.age(since),
  };
}

/** Waits, conversations and ratings, as far as there are any. */
export function spread({ wait, duration, rating }: ConsultationFigures, to: Rendering): readonly (RichText | null)[] {
  const { say, times, language } = to;
  const span = (of: NonNullable<ConsultationFigures['wait']>) => ({
    median: times.duration(of.medianMinutes * minuteMs),
    slow: times.duration(of.p90Minutes * minuteMs),
  });
  const mean = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return [
    wait === null ? null : say('consultation.supervision.wait', span(wait)),
    duration === null ? null : say('consultation.supervision.duration', span(duration)),
    rating === null
      ? null
      : say('consultation.supervision.rating', { mean: mean.format(rating.mean), ratings: rating.count }),
  ];
}

function ofTicket({ number }: { readonly number: string | null }, { say }: Rendering) {
  return { number: number ?? say('consultation.line.thisTicket').text };
}

function until(screen: { readonly number: string | null; readonly until: number }, to: Rendering) {
  return { ...ofTicket(screen, to), until: to.times.bound(screen.until) };
}
