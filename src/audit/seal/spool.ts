import { closeSync, fdatasyncSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";
import {
  isUnchanged,
  listSegments,
  openSpoolSegment,
  type OpenSegment,
  type Segment,
  type SegmentSource,
  toNamePattern,
  toUserSegment,
} from "./segments.ts";

/** A segment of a source that was opened before. */
export interface SeenSegment {
  readonly source: SegmentSource;
  readonly segment: Segment;
  readonly inode: number;
  readonly key: string;
  /** Its size when it was last opened. */
  readonly bytes: number;
  /** Whether all that it had then was taken, but for a line that was not finished. */
  readonly whole: boolean;
}

/** What is told of a segment that is not read. */
export interface SegmentFault {
  readonly segment: Segment;
  readonly fault: string;
}

/** What cannot be read, for now or at all. */
export interface SpoolFaults {
  /** For as long as they last. */
  readonly texts: string[];
  /** Segments that are none, each said once. */
  readonly untrusted: SegmentFault[];
}

/** The segments of all sources, and what is known of them; no file is held open between two rounds. */
export class Spool {
  readonly #sources: readonly SegmentSource[];
  /** By path. */
  readonly #seen = new Map<string, SeenSegment>();
  /** Paths of those that were read since they were last brought to the disk. */
  readonly #dirty = new Set<string>();
  readonly #told = new Set<string>();
  /** What was there when each was last listed; none where it could not be. */
  readonly #listed = new Map<SegmentSource, readonly Segment[]>();
  /** Path of the one that is opened first the next time. */
  #first: string | undefined;

  constructor(sources: readonly SegmentSource[]) {
    this.#sources = sources;
  }

  get seen(): readonly SeenSegment[] {
    return [...this.#seen.values()];
  }

  /**
   * Tells of names of segments whether one may be there though it was not seen: where its directory cannot be listed, has
   * nothing in it, as one where a disk is missing, or is read no more; and where another of its user is not read.
   */
  findHidden(): (name: string) => boolean {
    const listed = [...this.#listed.values()].flat();
    const unread = listed.filter(({ path }) => !this.#seen.has(path));
    const users = new Set(unread.map(({ name }) => toUserSegment(name)));
    const inSight = this.#sources.filter((source) => (this.#listed.get(source) ?? []).length > 0);
    const patterns = inSight.map((source) => toNamePattern(source));
    return (name) =>
      users.has(toUserSegment(name)) || patterns.every((pattern) => !pattern.test(name));
  }

  /** Opens one after the other those that may have something new, and closes each when the next is asked for. */
  *openChanged(
    faults: SpoolFaults,
  ): Generator<{ readonly source: SegmentSource; readonly segment: OpenSegment }> {
    for (const { source, listed } of this.#listAll(faults)) {
      const seen = this.#seen.get(listed.path);
      if (seen?.whole === true && isUnchanged(listed.path, seen)) continue;
      const segment = this.#open(listed, source, faults);
      if (segment === undefined) continue;
      try {
        yield { source, segment };
      } finally {
        closeSync(segment.descriptor);
      }
    }
  }

  /** The next time this one is the first, so that those behind it have their turn. */
  resumeAt({ path }: Segment): void {
    this.#first = path;
  }

  /** It is about to be read, and must be on the disk before a position in it is signed. */
  begin(source: SegmentSource, opened: OpenSegment, key: string): void {
    const { name, path, uid, old, inode, bytes } = opened;
    const segment = { name, path, uid, old };
    this.#seen.set(path, { source, segment, inode, key, bytes, whole: false });
    this.#dirty.add(path);
  }

  /** All that it had when it was opened was taken, but for a line that is not finished. */
  end({ path }: OpenSegment): void {
    const seen = this.#seen.get(path);
    if (seen !== undefined) this.#seen.set(path, { ...seen, whole: true });
  }

  /** It is called otherwise now. */
  rename(seen: SeenSegment, segment: Segment): void {
    const { path } = seen.segment;
    this.#seen.delete(path);
    this.#seen.set(segment.path, { ...seen, segment });
    if (this.#dirty.delete(path)) this.#dirty.add(segment.path);
  }

  drop({ path }: Segment): void {
    this.#seen.delete(path);
    this.#dirty.delete(path);
  }

  /** Nothing is known any more: everything is looked at again. */
  forget(): void {
    this.#seen.clear();
    this.#told.clear();
  }

  /** Brings to the disk what was read, so that no position is ahead of what a crash of the machine leaves. */
  sync(): void {
    for (const path of this.#dirty) {
      const seen = this.#seen.get(path);
      if (seen !== undefined) syncSegment(seen);
      this.#dirty.delete(path);
    }
  }

  #listAll(
    faults: SpoolFaults,
  ): readonly { readonly source: SegmentSource; readonly listed: Segment }[] {
    const all = this.#sources.flatMap((source) =>
      this.#list(source, faults).map((listed) => ({ source, listed })),
    );
    const first = all.findIndex(({ listed }) => listed.path === this.#first);
    this.#first = undefined;
    return first === -1 ? all : [...all.slice(first), ...all.slice(0, first)];
  }

  #list(source: SegmentSource, faults: SpoolFaults): readonly Segment[] {
    try {
      const segments = listSegments(source);
      this.#dropMissing(source, new Set(segments.map(({ path }) => path)));
      this.#listed.set(source, segments);
      return segments;
    } catch (error) {
      this.#listed.delete(source);
      faults.texts.push(`${source.directory} cannot be read: ${readErrorCode(error)}`);
      return [];
    }
  }

  #dropMissing(source: SegmentSource, paths: ReadonlySet<string>): void {
    for (const seen of this.#seen.values()) {
      if (seen.source === source && !paths.has(seen.segment.path)) this.drop(seen.segment);
    }
  }

  #open(segment: Segment, source: SegmentSource, faults: SpoolFaults): OpenSegment | undefined {
    const opened = tryOpen(segment, source);
    if (typeof opened === "object") return opened;
    if (opened === undefined) return undefined;
    faults.texts.push(`${segment.path} is not read: it ${opened}`);
    const fault = `${segment.path} ${opened}`;
    if (!this.#told.has(fault)) faults.untrusted.push({ segment, fault: opened });
    this.#told.add(fault);
    return undefined;
  }
}

function tryOpen(segment: Segment, { owner }: SegmentSource): OpenSegment | string | undefined {
  try {
    return openSpoolSegment(segment, owner);
  } catch (error) {
    return `cannot be opened: ${readErrorCode(error)}`;
  }
}

function syncSegment({ segment, source }: SeenSegment): void {
  const opened = openSpoolSegment(segment, source.owner);
  if (typeof opened !== "object") return; // gone, or put in its place: nothing of it is to come
  try {
    // Windows wants a descriptor for writing.
    if (process.platform !== "win32") fdatasyncSync(opened.descriptor);
  } finally {
    closeSync(opened.descriptor);
  }
}
