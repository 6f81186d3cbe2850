export type { RecordedRequest } from '@desk/tracker-simulator';
export type { Agent, CommentOptions, FileToAttach, IssueToCreate } from './act/act-as-person.ts';
export type { PersonAction, PersonActionInput } from './act/person-action.ts';
export { createJiraSimulator, type JiraSimulator } from './create-jira-simulator.ts';
export type { Fault, Faults } from './rest/faults.ts';
export {
  type CloudPerson,
  type DataCenterPerson,
  type Flavour,
  type JiraSimulatorOptions,
  type RequestType,
  type RequestTypeField,
  SimulatorConfig,
  type WebhookTarget,
} from './simulator-options.ts';
export type { AttachmentView, CommentView, HistoryView, IssueView, PersonView } from './site/view-issue.ts';
export { signWebhook } from './webhooks/post-webhook.ts';
