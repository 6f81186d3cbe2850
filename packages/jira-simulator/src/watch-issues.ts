import type { Site } from './site/site.ts';
import { type IssueView, viewIssue } from './site/view-issue.ts';

const defaultDeadlineMs = 5_000;

/** Looking at the issues, and waiting for them without sleeping. */
export interface IssueWatch {
  /** Every issue, oldest first. */
  issues(): IssueView[];
  /** By key or id. */
  issue(key: string): IssueView | undefined;
  /** Called after every change of an issue (for a deleted one with its last state). */
  onChange(listener: (issue: IssueView) => void): () => void;
  /** Resolves with the issues once the condition holds; rejects after `deadlineMs` (default 5,000). */
  waitFor(condition: (issues: IssueView[]) => boolean, deadlineMs?: number): Promise<IssueView[]>;
}

export function watchIssues(site: Site): IssueWatch {
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
