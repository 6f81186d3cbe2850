import type { Factors, StaffScreen } from '../../../ports/staff-screen.ts';
import type { TicketLine } from '../../../ports/ticket-screen.ts';
import { renderReport, renderReportCaption } from './render-report.ts';
import { numberOf, ownWords, renderDue, renderTicketLine, ticketPage } from './render-ticket.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs, plain, type RichText } from './rich-text.ts';

const assignedTexts = {
  index: 'staff.assigned',
  declined: 'staff.assignedAfterDecline',
  'first-reaction': 'staff.assignedAfterSilence',
  supervisor: 'staff.assignedBySupervisor',
} as const;

const givenAwayTexts = {
  declined: 'staff.givenAway.declined',
  'first-reaction': 'staff.givenAway.firstReaction',
  supervisor: 'staff.givenAway.supervisor',
  'not-assigned-any-more': 'staff.givenAway.elsewhere',
  'somebody-faster': 'staff.givenAway.faster',
} as const;

export const staffRenderers: Renderers<StaffScreen> = {
  'assigned-to-you': ({ ticket, requesterName, why, reactBy }, to) =>
    lines(
      to.say(assignedTexts[why], heading(ticket, to)),
      about(ticket, to),
      from(requesterName, to),
      renderDue(ticket, to),
      reactBy === null ? null : to.say('staff.reactBy', { at: to.times.bound(reactBy) }),
    ),
  'reaction-reminder': ({ ticket, reassignAt }, to) =>
    lines(
      to.say('staff.reminder', heading(ticket, to)),
      about(ticket, to),
      renderDue(ticket, to),
      reassignAt === null ? null : to.say('staff.reassignAt', { at: to.times.atMoment(reassignAt) }),
    ),
  'work-changed': ({ ticket, what }, to) =>
    lines(to.say(`staff.workChanged.${what}`, { ...heading(ticket, to), tracker: to.tracker }), about(ticket, to)),
  'breach-near': ({ ticket, dueAt }, to) =>
    lines(to.say('staff.breachNear', { ...heading(ticket, to), at: to.times.bound(dueAt) }), about(ticket, to)),
  taken: ({ ticket, requesterName }, to) =>
    lines(
      isUnderWay(ticket)
        ? to.say('staff.taken', heading(ticket, to))
        : to.say('ticket.changed', { ...heading(ticket, to), status: to.say(`words.staffStatus.${ticket.status}`) }),
      about(ticket, to),
      from(requesterName, to),
      renderDue(ticket, to),
    ),
  'given-away': ({ number, why }, { say }) => say(givenAwayTexts[why], { number }),
  'passing-on': ({ number }, { say }) => say('staff.passingOn', { number }),
  'nobody-else': ({ number, why }, { say }) => say(`staff.nobodyElse.${why}`, { number }),
  'not-moved': ({ number }, { say, tracker }) => say('staff.notMoved', { number, tracker }),
  'why-me': ({ number, place, candidates, you, runnerUp }, to) =>
    paragraphs(
      lines(
        to.say('staff.whyMe', { number, place, candidates }),
        // Who comes first is chosen, so that only those who had it before can stand higher.
        place === 1 ? null : to.say('staff.othersAhead'),
      ),
      factors(you, to, to.say('staff.you').text),
      runnerUp === null ? to.say('staff.alone') : factors(runnerUp, to, to.say('staff.runnerUp').text),
    ),
  'no-decision': ({ number }, { say }) => say('staff.noDecision', { number }),
  duty: ({ state, shiftEndsAt, active }, { say, times }) =>
    lines(
      say(`staff.duty.${state}`),
      shiftEndsAt === null ? null : say('staff.shiftEndsAt', { at: times.atMoment(shiftEndsAt) }),
      say('staff.openTickets', { count: active }),
    ),
  'shift-ended': ({ why, open }, { say }) =>
    lines(say(`staff.shiftEnded.${why}`), open === 0 ? null : say('staff.openStay', { count: open })),
  'assigned-list': ({ tickets, page, pages, total }, to) =>
    tickets.length === 0
      ? to.say('staff.assignedEmpty')
      : ticketPage(to.say('staff.assignedList', { total }), tickets, { page, pages }, to, 'staff'),
  'team-list': renderTeamList,
  'on-shift': ({ people }, { say, times }) =>
    people.length === 0
      ? say('staff.onShiftEmpty')
      : lines(
          say('staff.onShift'),
          ...people.map(({ name, state, since, active }) =>
            say('staff.onShiftLine', { name, state: say(`words.duty.${state}`), since: times.bound(since), active }),
          ),
        ),
  'choose-assignee': ({ ticket, people }, to) =>
    lines(
      to.say(people === 0 ? 'staff.chooseNobody' : 'staff.chooseAssignee', { number: numberOf(ticket, to) }),
      about(ticket, to),
    ),
  reassigned: ({ number, name }, { say }) => say('staff.reassigned', { number, name }),
  'supervisor-told': ({ ticket, what, assigneeName }, to) =>
    lines(
      to.say(`staff.told.${what}`, heading(ticket, to)),
      about(ticket, to),
      assigneeName === null ? null : to.say('staff.toldAssignee', { name: assigneeName }),
    ),
  'set-aside': ({ count }, { say }) => (count === 0 ? say('staff.setAsideDone') : say('staff.setAside', { count })),
  'security-alarm': ({ alarm, count }, { say }) =>
    lines(say('staff.alarm.title'), say(`staff.alarm.${alarm}`, { count }), say('staff.alarm.next')),
  report: ({ days, report }, to) => renderReport(days, report, to),
  'report-file': ({ days }, to) => renderReportCaption(days, to),
};

function renderTeamList(screen: Extract<StaffScreen, { kind: 'team-list' }>, to: Rendering): RichText {
  const { which, tickets, page, pages, total } = screen;
  if (tickets.length === 0) return to.say(which === 'unassigned' ? 'staff.unassignedEmpty' : 'staff.oldestEmpty');
  return paragraphs(
    to.say(which === 'unassigned' ? 'staff.unassigned' : 'staff.oldest', { total }),
    ...tickets.map((ticket) =>
      lines(
        renderTicketLine(ticket, to, 'staff'),
        which === 'oldest' ? plain(ticket.assigneeName ?? nobodyNamed(ticket, to)) : null,
      ),
    ),
    pages > 1 ? to.say('ticket.page', { page: page + 1, pages }) : null,
  );
}

function nobodyNamed({ assignedElsewhere }: { readonly assignedElsewhere: boolean }, to: Rendering): string {
  return assignedElsewhere ? to.say('staff.elsewhere', { tracker: to.tracker }).text : to.say('staff.nobody').text;
}

/** Also as long as the tracker has not heard of it. */
function isUnderWay({ status }: TicketLine): boolean {
  return status === 'new' || status === 'in-progress';
}

function heading(ticket: TicketLine, to: Rendering) {
  return { number: numberOf(ticket, to), priority: to.say(`words.priority.${ticket.priority}`) };
}

function about(ticket: TicketLine, to: Rendering): RichText {
  const type = to.title(ticket.typeTitle);
  const summary = ownWords(ticket);
  return summary === null ? to.say('staff.about', { type }) : to.say('staff.aboutWithText', { type, summary });
}

function from(name: string | null, { say }: Rendering): RichText | null {
  return name === null ? null : say('staff.from', { name });
}

function factors(of: Factors, { say, language }: Rendering, fallbackName: string): RichText {
  const share = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return say('staff.factors', {
    name: of.name ?? fallbackName,
    index: share.format(of.index),
    active: of.active,
    load: share.format(of.load),
    idle: of.idleMinutes,
    idleShare: share.format(of.idle),
    closed: of.closedInPeriod,
    closedShare: share.format(of.closed),
  });
}
