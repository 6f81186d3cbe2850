import { editForm } from './edit-form.js';
import { element, fill } from './element.js';
import { fileTiles } from './file-view.js';
import { icon } from './icons.js';
import { avatar, stamp } from './pieces.js';
import { words } from './words.js';

/** @import { Attachment, Comment, DoAct, Issue, Site } from './types.js' */
/** @import { IconName } from './icons.js' */

/**
 * The comments of an issue, newest first, each with what may be done to it. A half-changed comment survives what
 * others do to the issue meanwhile.
 *
 * @param {Site} site
 * @param {DoAct} doAct
 */
export function makeCommentList({ abilities }, doAct) {
  const node = element('div');
  /** @type {Issue | undefined} */
  let issue;
  /** @type {{ id: string, form: ReturnType<typeof editForm> } | undefined} */
  let editor;
  /** @type {string | undefined} The comment whose removal is asked about. */
  let doomedId;

  function draw() {
    const comments = [...(issue?.comments ?? [])].reverse().map((each) => commentView(each, issue, footOf(each)));
    const nothing = element('p', { className: 'muted' }, words().noComments);
    fill(node, comments.length === 0 ? nothing : element('ol', { className: 'comments' }, ...comments));
  }

  /** @param {Comment} comment */
  function footOf(comment) {
    if (editor?.id === comment.id) return { editor: editor.form.node };
    if (doomedId !== comment.id) return { actions: actionsOf(comment) };
    return {
      actions: question(
        () => void doAct('delete-comment', { commentId: comment.id }),
        () => doom(undefined),
      ),
    };
  }

  /** @param {Comment} comment */
  function actionsOf({ id, public: isPublic, body, source = body }) {
    const turn = () => void doAct('set-comment-visibility', { commentId: id, public: !isPublic });
    return element(
      'div',
      { className: 'comment-actions' },
      action('pencil', words().edit, () => edit(id, source)),
      abilities.includes('turn-comments') &&
        action(isPublic ? 'lock' : 'eye', isPublic ? words().makeInternal : words().makePublic, turn),
      abilities.includes('remove-comments') && action('bin', words().remove, () => doom(id)),
    );
  }

  /** @param {string | undefined} id */
  function doom(id) {
    doomedId = id;
    draw();
  }

  /** @param {string} id @param {string} source */
  function edit(id, source) {
    const onCancel = () => {
      editor = undefined;
      draw();
    };
    /** @param {string} text */
    const onSave = async (text) => {
      if (text === source || (await doAct('edit-comment', { commentId: id, text }))) onCancel();
    };
    editor = { id, form: editForm(source, { onSave, onCancel }) };
    draw();
    editor.form.focus();
  }

  /** @param {Issue} next */
  function show(next) {
    issue = next;
    draw();
  }

  return { node, show };
}

/**
 * @param {Comment} comment
 * @param {Issue | undefined} issue
 * @param {{ editor?: HTMLElement, actions?: HTMLElement }} foot
 */
function commentView(comment, issue, { editor, actions }) {
  const files = (issue?.attachments ?? []).filter(({ id }) => comment.attachmentIds.includes(id));
  const text = withoutReferences(comment.body, files);
  return element(
    'li',
    { className: `comment ${comment.public ? 'comment-public' : 'comment-internal'}`, 'data-comment': comment.id },
    avatar(comment.author),
    element(
      'div',
      { className: 'comment-main' },
      commentHead(comment),
      editor ?? (text !== '' && element('p', { className: 'prose' }, text)),
      files.length > 0 && fileTiles(files),
      actions,
    ),
  );
}

/** @param {Comment} comment */
function commentHead(comment) {
  const mark = comment.public
    ? element('span', { className: 'mark mark-public' }, icon('eye'), words().publicMark)
    : element('span', { className: 'mark mark-internal' }, icon('lock'), words().internalMark);
  return element(
    'div',
    { className: 'comment-head' },
    element('b', {}, comment.author.displayName),
    stamp(comment.createdAt),
    comment.updatedAt > comment.createdAt && element('span', { className: 'muted' }, words().edited),
    mark,
  );
}

/**
 * @param {() => void} onGo
 * @param {() => void} onStay
 */
function question(onGo, onStay) {
  return element(
    'div',
    { className: 'comment-actions', role: 'alert' },
    element('b', {}, words().removeQuestion),
    element('button', { type: 'button', className: 'link link-danger', onClick: onGo }, words().remove),
    element('button', { type: 'button', className: 'link', onClick: onStay }, words().keep),
  );
}

/**
 * @param {IconName} picture
 * @param {string} label
 * @param {() => void} onClick
 */
function action(picture, label, onClick) {
  return element('button', { type: 'button', className: 'link', onClick }, icon(picture), label);
}

/**
 * The text without the lines that only name the files shown below it.
 *
 * @param {string} text
 * @param {Attachment[]} files
 */
function withoutReferences(text, files) {
  const references = new Set(files.flatMap(({ filename }) => [`[^${filename}]`, `!${filename}|thumbnail!`]));
  return text
    .split('\n')
    .filter((line) => !references.has(line))
    .join('\n');
}
