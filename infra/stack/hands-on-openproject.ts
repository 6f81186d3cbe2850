import { type OpenProjectSimulator, plainText, type WorkPackageView } from '@desk/openproject-simulator';
import { actionOf, ourWord, type TrackerWords } from './tracker-changes.ts';
import { type AgentHands, type OwnHands, shownWithinMs, type TicketSeen } from './tracker-hands.ts';

const openProjectWords: TrackerWords = {
  statuses: {
    new: 'New',
    'in-progress': 'In progress',
    'waiting-for-customer': 'Waiting for customer',
    'waiting-for-support': 'Waiting for support',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  priorities: { critical: 'Immediate', high: 'High', medium: 'Normal', low: 'Low' },
};
const { statuses, priorities } = openProjectWords;
/** Custom fields of the sample organisations. */
const fields = { reference: 'Код у Desk', requester: 'Заявник', requestType: 'Тип заявки' } as const;

/** OpenProject promises by days alone. */
const kyivDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Kyiv' });
const kyivTime = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/Kyiv', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});
const minuteMs = 60_000;

export function handsOnOpenProject(openProject: OpenProjectSimulator): OwnHands {
  const tickets = () => openProject.workPackages().map(seenInOpenProject);
  return {
    words: openProjectWords,
    numberOf: (nth) => String(nth),
    tickets,
    find(number) {
      const workPackage = openProject.workPackage(number);
      return workPackage ? seenInOpenProject(workPackage) : null;
    },
    async shows(condition) {
      await openProject.waitFor(() => condition(tickets()), shownWithinMs);
      return tickets();
    },
    agent: (account) => agentInOpenProject(openProject, account),
    attempt(change) {
      if (change.kind !== 'create') return openProject.act(actionOf(change, openProjectWords));
      const { by, summary, requester, priority } = change;
      const born = { summary, priority: priorities[priority], fields: { [fields.requester]: requester } };
      return openProject.act({ kind: 'create-issue', actorId: by, ...born });
    },
    promise(number) {
      const { createdAt, author } = ticketOf(openProject, number);
      const tomorrow = createdAt + 24 * 60 * minuteMs;
      openProject.agent(author.id).setDueDate(number, kyivDay.format(tomorrow));
      return endOfKyivDay(tomorrow);
    },
    losesAnswerToFiling() {
      openProject.faults.add({
        ...{ kind: 'timeout-after-commit', method: 'POST', path: /^\/api\/v3\/projects\/\d+\/work_packages$/ },
        times: 1,
      });
    },
  };
}

function ticketOf(openProject: OpenProjectSimulator, number: string): WorkPackageView {
  const found = openProject.workPackage(number);
  if (!found) throw new Error(`OpenProject has no work package ${number}.`);
  return found;
}

/** Within a minute, and on all days but the two on which clocks change. */
function endOfKyivDay(instant: number): number {
  const [hours = 0, minutes = 0] = kyivTime.format(instant).split(':').map(Number);
  return instant + (24 * 60 - (hours * 60 + minutes)) * minuteMs;
}

function seenInOpenProject(workPackage: WorkPackageView): TicketSeen {
  const { number, subject, description, assignee, author, fields: held, files, comments, history } = workPackage;
  const told = comments.flatMap(({ files: own, internal }) => own.map((file) => ({ ...file, isPublic: !internal })));
  return {
    ...{ number, description: plainText(description) },
    isOurs: held[fields.reference] !== undefined,
    summary: subject,
    status: ourWord(statuses, workPackage.status),
    priority: ourWord(priorities, workPackage.priority),
    requestType: held[fields.requestType] ?? '',
    assignee: assignee?.id ?? null,
    assigneeName: assignee?.name ?? null,
    assignments: history.filter(({ changed }) => changed.includes('assigneeId')).length,
    requester: held[fields.requester] ?? author.name,
    requesterAccount: workPackage.people[fields.requester]?.id ?? null,
    fields: Object.values(held),
    files: [...files.map((file) => ({ ...file, isPublic: true })), ...told].map(({ fileName, sha256, isPublic }) => ({
      ...{ name: fileName, sha256, public: isPublic },
    })),
    comments: comments.map(({ id, author: { id: by }, text, internal }) => ({
      ...{ id, author: by, text: shownLines(text), public: !internal },
    })),
  };
}

/** Markdown whose lines are those that the page shows: breaks are breaks, and what is hidden is not there. */
function shownLines(markdown: string): string {
  return markdown
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll('\\\n', '\n')
    .trim();
}

function agentInOpenProject(openProject: OpenProjectSimulator, account: string): AgentHands {
  const agent = openProject.agent(account);
  return {
    create: (subject, requester) => agent.create({ subject, fields: { [fields.requester]: requester } }).number,
    comment: (number, text, options) => agent.comment(number, text, { internal: options?.public === false }).id,
    editComment: (_, id, text) => void agent.editComment(id, text),
    setPublic: (_, id, isPublic) => agent.setInternal(id, !isPublic),
    removeComment: (_, id) => agent.emptyComment(id),
    attachForColleagues: (number, fileName, content) => void agent.attach(number, { fileName, content }),
    move: (number, status) => void agent.move(number, statuses[status]),
    assign: (number, to) => void agent.assign(number, to),
    setPriority: (number, priority) => void agent.setPriority(number, priorities[priority]),
  };
}
