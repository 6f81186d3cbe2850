import type { Priority, TicketStatus } from '@desk/domain';
import type { IssueView, JiraSimulator } from '@desk/jira-simulator';
import { answerWithinMs } from './person-in-chat.ts';
import { type AgentHands, type OwnHands, ourWord, type TicketSeen } from './tracker-hands.ts';

const statuses: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  'in-progress': 'In Progress',
  'waiting-for-customer': 'Waiting for customer',
  'waiting-for-support': 'Waiting for support',
  resolved: 'Resolved',
  closed: 'Closed',
};
const priorities: Readonly<Record<Priority, string>> = {
  critical: 'Highest',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** Until the first response. */
const promisedWithinMs = 4 * 60 * 60_000;

export function handsOnJira(jira: JiraSimulator): OwnHands {
  const tickets = () => jira.issues().map(seenInJira);
  return {
    numberOf: (nth) => `SD-${nth}`,
    tickets,
    async shows(condition) {
      await jira.waitFor(() => condition(tickets()), answerWithinMs);
      return tickets();
    },
    agent: (account) => agentInJira(jira, account),
    promise: (number) => (jira.issue(number)?.createdAt ?? Number.NaN) + promisedWithinMs,
    losesAnswerToFiling() {
      jira.faults.add({
        ...{ kind: 'timeout-after-commit', method: 'POST', path: '/rest/servicedeskapi/request' },
        times: 1,
      });
    },
  };
}

function seenInJira({ key, assignee, reporter, requestTypeName, ...issue }: IssueView): TicketSeen {
  const { summary, description, customFields, attachments, comments, history } = issue;
  return {
    ...{ number: key, summary, description },
    status: ourWord(statuses, issue.status),
    priority: ourWord(priorities, issue.priority),
    requestType: requestTypeName ?? '',
    assignee: assignee?.id ?? null,
    assigneeName: assignee?.displayName ?? null,
    assignments: history.filter(({ field }) => field === 'assignee').length,
    requester: reporter.displayName,
    fields: Object.values(customFields),
    files: attachments.map(({ filename, sha256, public: isPublic }) => ({ name: filename, sha256, public: isPublic })),
    comments: comments.map(({ id, body, public: isPublic }) => ({ id, text: body, public: isPublic })),
  };
}

function agentInJira(jira: JiraSimulator, account: string): AgentHands {
  const agent = jira.agent(account);
  return {
    create: (summary, reporterId) => agent.createIssue({ summary, reporterId }).key,
    comment: (number, text, options) => agent.comment(number, text, options).id,
    editComment: (number, id, text) => void agent.editComment(number, id, text),
    setPublic: (number, id, isPublic) => void agent.setCommentVisibility(number, id, { public: isPublic }),
    removeComment: (number, id) => agent.deleteComment(number, id),
    attachForColleagues: (number, filename, content) => void agent.attach(number, { filename, content, public: false }),
    move: (number, status) => void agent.transition(number, statuses[status]),
    assign: (number, to) => void agent.assign(number, to),
    setPriority: (number, priority) => void agent.setPriority(number, priorities[priority]),
  };
}
