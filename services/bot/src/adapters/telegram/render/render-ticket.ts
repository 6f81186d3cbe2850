import type { Handling, TicketLine, TicketScreen } from '../../../ports/ticket-screen.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs, type RichText, shortenText } from './rich-text.ts';

type Reader = 'requester' | 'staff';

const descriptionUnitsMax = 2500;
const namesUnitsMax = 500;
/** The whole of it can be read with *Open* in the tracker; a message holds 4096 units with all that is around it. */
const commentUnitsMax = 3500;

export const ticketRenderers: Renderers<TicketScreen> = {
  'ticket-created': ({ number, handling }, to) =>
    lines(to.say('ticket.created', { number }), renderHandling(handling, to, 'created'), to.say('ticket.newsHere')),
  'my-tickets': ({ tickets, page, pages, total }, to) =>
    tickets.length === 0
      ? to.say('ticket.mineEmpty')
      : ticketPage(to.say('ticket.mine', { total }), tickets, { page, pages }, to, 'requester'),
  'ticket-details': renderDetails,
  'ticket-changed': ({ number, status, handling }, to) =>
    lines(
      to.say('ticket.changed', { number, status: to.say(`words.status.${status}`) }),
      status === 'resolved' || status === 'closed' ? null : renderHandling(handling, to, 'later'),
      nextStep(status, to),
    ),
  comment: ({ number, authorName, text, files, edited }, to) =>
    paragraphs(
      lines(
        authorName === null
          ? to.say('news.comment', { number })
          : to.say('news.commentFrom', { number, name: authorName }),
        edited ? to.say('news.edited') : null,
      ),
      text === '' ? null : to.say('news.words', { text: shortenText(text, commentUnitsMax) }),
      files.length === 0 ? null : to.say('ticket.attachments', { names: shortenText(files.join(', '), namesUnitsMax) }),
    ),
  note: ({ number, authorName, text }, { say }) =>
    paragraphs(
      authorName === null ? say('news.note', { number }) : say('news.noteFrom', { number, name: authorName }),
      say('news.words', { text: shortenText(text, commentUnitsMax) }),
    ),
  'note-waiting': ({ number }, { say }) => say('news.noteWaiting', { number }),
  'comment-waiting': ({ number }, { say }) => say('news.commentWaiting', { number }),
  'solution-offered': ({ number }, { say }) => say('news.solved', { number }),
  'solution-confirmed': ({ number }, { say }) => say('news.confirmed', { number }),
  'solution-unanswered': ({ number }, { say }) => say('news.unanswered', { number }),
  'file-not-sent': ({ number, why }, { say, tracker }) => say(`news.fileNotSent.${why}`, { number, tracker }),
  'comment-withdrawn': ({ number }, { say }) => say('news.withdrawn', { number }),
};

function renderDetails(screen: Extract<TicketScreen, { kind: 'ticket-details' }>, to: Rendering): RichText {
  const { reader, ticket, requesterName, handling, changedAt, description, files, current } = screen;
  const [created, changed] = [to.times.moment(ticket.createdAt), to.times.moment(changedAt)];
  const text = ownWords({ ...ticket, summary: description ?? ticket.summary });
  return paragraphs(
    lines(
      to.say('ticket.details', {
        number: numberOf(ticket, to),
        type: to.title(ticket.typeTitle),
        status: statusFor(reader, ticket, to),
        priority: to.say(`words.priority.${ticket.priority}`),
        created,
      }),
      changed === created ? null : to.say('ticket.updated', { changed }),
      requesterName === null ? null : to.say('staff.from', { name: requesterName }),
      ticket.status === 'resolved' || ticket.status === 'closed' ? null : renderHandling(handling, to, 'later'),
      reader === 'requester' ? nextStep(ticket.status, to) : renderDue(ticket, to),
    ),
    text === null ? null : to.say('filing.quote', { text: shortenText(text, descriptionUnitsMax) }),
    files.length === 0 ? null : to.say('ticket.attachments', { names: shortenText(files.join(', '), namesUnitsMax) }),
    current ? null : to.say('ticket.notCurrent'),
  );
}

/** What the requester can do where it is their turn. */
function nextStep(status: TicketLine['status'], { say }: Rendering): RichText | null {
  switch (status) {
    case 'waiting-for-customer':
      return say('ticket.answerTo');
    case 'resolved':
      return say('ticket.ifNotResolved');
    case 'new':
    case 'in-progress':
    case 'waiting-for-support':
    case 'closed':
      return null;
  }
}

/** Tickets one under another, with the page where there are several. */
export function ticketPage(
  heading: RichText,
  tickets: readonly TicketLine[],
  { page, pages }: { readonly page: number; readonly pages: number },
  to: Rendering,
  reader: Reader,
): RichText {
  return paragraphs(
    heading,
    ...tickets.map((ticket) => renderTicketLine(ticket, to, reader)),
    pages > 1 ? to.say('ticket.page', { page: page + 1, pages }) : null,
  );
}

export function renderTicketLine(ticket: TicketLine, to: Rendering, reader: Reader): RichText {
  const values = {
    number: numberOf(ticket, to),
    status: statusFor(reader, ticket, to),
    priority: to.say(`words.priority.${ticket.priority}`),
    age: to.times.age(ticket.createdAt),
    type: to.title(ticket.typeTitle),
  };
  const summary = ownWords(ticket);
  return summary === null ? to.say('ticket.line', values) : to.say('ticket.lineSummary', { ...values, summary });
}

/** The promise to keep, for whoever has to keep it. */
export function renderDue({ dueAt }: TicketLine, { say, times }: Rendering): RichText | null {
  if (dueAt === null) return null;
  const left = times.left(dueAt);
  const at = times.bound(dueAt);
  return left === null ? say('staff.overdue', { at }) : say('staff.dueIn', { left, at });
}

/** What was written; null where nothing was (a voice message alone is named after its type), or it is not for this reader. */
export function ownWords({ summary, typeTitle }: TicketLine): string | null {
  return summary === '' || summary === typeTitle.uk || summary === typeTitle.en ? null : summary;
}

/** Whose answer is waited for depends on who reads. */
function statusFor(reader: Reader, { status }: TicketLine, { say }: Rendering): RichText {
  return say(`words.${reader === 'staff' ? 'staffStatus' : 'status'}.${status}`);
}

export function numberOf({ number }: TicketLine, { say }: Rendering): string {
  return number ?? say('ticket.noNumberYet').text;
}

function renderHandling(handling: Handling, { say, times }: Rendering, when: 'created' | 'later'): RichText {
  switch (handling.kind) {
    case 'looking':
      return say('ticket.looking');
    case 'specialist':
      return say(when === 'created' ? 'ticket.specialist' : 'ticket.specialistIs', { name: handling.name });
    case 'someone':
      return say('ticket.someone');
    case 'waiting-for-shift':
      return handling.nextWorkingAt === null
        ? say('ticket.waitingForShiftUnknown')
        : say('ticket.waitingForShift', { at: times.atMoment(handling.nextWorkingAt) });
    case 'waiting-for-capacity':
      return say('ticket.waitingForCapacity');
  }
}
