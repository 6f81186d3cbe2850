import type { IssueView, JiraSimulator } from '@desk/jira-simulator';
import { actionOf, ourWord, type TrackerWords } from './tracker-changes.ts';
import { type AgentHands, type OwnHands, shownWithinMs, type TicketSeen } from './tracker-hands.ts';

export const jiraWords: TrackerWords = {
  statuses: {
    new: 'New',
    'in-progress': 'In Progress',
    'waiting-for-customer': 'Waiting for customer',
    'waiting-for-support': 'Waiting for support',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  priorities: { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' },
};
const { statuses, priorities } = jiraWords;

/** Until the first response. */
const promisedWithinMs = 4 * 60 * 60_000;

export function handsOnJira(jira: JiraSimulator): OwnHands {
  const tickets = () => jira.issues().map(seenInJira);
  return {
    words: jiraWords,
    numberOf: (nth) => `SD-${nth}`,
    tickets,
    find(number) {
      const issue = jira.issue(number);
      return issue ? seenInJira(issue) : null;
    },
    async shows(condition) {
      await jira.waitFor(() => condition(tickets()), shownWithinMs);
      return tickets();
    },
    agent: (account) => agentInJira(jira, account),
    attempt(change) {
      if (change.kind !== 'create') return jira.act(actionOf(change, jiraWords));
      const { by, summary, requester, priority } = change;
      const born = { summary, reporterId: requester, priority: priorities[priority] };
      return jira.act({ kind: 'create-issue', actorId: by, ...born });
    },
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
  const { summary, description, customFields, attachments, comments, history, labels } = issue;
  return {
    ...{ number: key, summary, description },
    isOurs: labels.some((label) => label.startsWith('desk-')),
    status: ourWord(statuses, issue.status),
    priority: ourWord(priorities, issue.priority),
    requestType: requestTypeName ?? '',
    assignee: assignee?.id ?? null,
    assigneeName: assignee?.displayName ?? null,
    assignments: history.filter(({ field }) => field === 'assignee').length,
    requester: reporter.displayName,
    requesterAccount: reporter.id,
    fields: Object.values(customFields),
    files: attachments.map(({ filename, sha256, public: isPublic }) => ({ name: filename, sha256, public: isPublic })),
    comments: comments.map(({ id, author, body, public: isPublic }) => ({
      ...{ id, author: author.id, text: body, public: isPublic },
    })),
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
