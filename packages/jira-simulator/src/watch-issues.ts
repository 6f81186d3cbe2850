import type { JiraSimulator } from './create-jira-simulator.ts';
import type { Site } from './site/site.ts';
import { type IssueView, viewIssue } from './site/view-issue.ts';

const defaultDeadlineMs = 5_000;

/** Looking at the issues, and waiting for them without sleeping. */
export function watchIssues(site: Site): Pick<JiraSimulator, 'issues' | 'issue' | 'onChange' | 'waitFor'> {
  const issues = () => [...site.issues()].map((issue) => viewIssue(site, issue));

  return {
    issues,
    issue(key) {
      const issue = site.findIssue(key);
      return issue && viewIssue(site, issue);
    },
    onChange: (listener) => site.feed.subscribe(({ issue }) => listener(viewIssue(site, issue))),
    waitFor(condition, deadlineMs = defaultDeadlineMs) {
      return new Promise<IssueView[]>((resolve, reject) => {
        const stop = site.feed.subscribe(check);
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`The Jira simulator waited ${deadlineMs} ms in vain for: ${condition.toString()}`));
        }, deadlineMs);
        check();

        function check(): void {
          const found = issues();
          if (!condition(found)) return;
          clearTimeout(timer);
          stop();
          resolve(found);
        }
      });
    },
  };
}
