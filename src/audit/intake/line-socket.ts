import type { Socket } from "node:net";
import { readErrorCode } from "../../model/error-code.ts";

const NEWLINE = 0x0a;

/** How long the other end may take to read the last of it, milliseconds. */
const LINGER_MS = 1000;

/** Nothing more comes: the other end has hung up, or the system has. */
export class ConnectionEnded extends Error {}

/** What comes is not what was waited for: too much of all connections, too long a line, or too late a one. */
export class LineFault extends Error {
  readonly kind: "much" | "long" | "late";

  constructor(kind: LineFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Wanted {
  readonly maxBytes: number;
  readonly resolve: (line: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A connection whose two ends speak in lines. What is sent while nobody reads stays with its sender. */
export class LineSocket {
  readonly #socket: Socket;
  readonly #mayHold: (bytes: number) => boolean;
  #pieces: Buffer[] = [];
  #held = 0;
  #wanted: Wanted | undefined;
  #fault: Error | undefined;

  /** @param mayHold Told of every piece that comes; where it says no, the connection ends. */
  constructor(socket: Socket, mayHold: (bytes: number) => boolean = () => true) {
    this.#socket = socket;
    this.#mayHold = mayHold;
    socket.pause();
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", (error) =>
      this.#fail(new ConnectionEnded(readErrorCode(error), { cause: error })),
    );
    socket.on("end", () => this.#fail(new ConnectionEnded("the connection has ended")));
    socket.on("close", () => this.#fail(new ConnectionEnded("the connection has ended")));
  }

  /**
   * The next line without its newline.
   *
   * @throws LineFault when it is longer than `maxBytes`, or not there within `withinMs`; ConnectionEnded.
   */
  readLine(maxBytes: number, withinMs: number): Promise<Buffer> {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const late = (): void => this.#fail(new LineFault("late", "it took too long"));
    const timer = setTimeout(late, withinMs);
    this.#wanted = { maxBytes, resolve, reject, timer };
    this.#look();
    return promise;
  }

  send(line: string | Uint8Array): void {
    this.#socket.write(line);
    this.#socket.write("\n");
  }

  /** Sends what is under way, and hangs up, whether or not the other end has more to say or listens at all. */
  end(): void {
    this.#socket.destroySoon();
    setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
  }

  #take(chunk: Buffer): void {
    this.#socket.pause();
    if (!this.#mayHold(chunk.length)) return this.#fail(new LineFault("much", "too much at once"));
    this.#pieces.push(chunk);
    this.#held += chunk.length;
    // Only a piece with a newline is worth putting together what has come.
    if (this.#wanted !== undefined && !chunk.includes(NEWLINE)) this.#wait(this.#wanted);
    else this.#look();
  }

  #look(): void {
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    const whole = Buffer.concat(this.#pieces);
    const end = whole.indexOf(NEWLINE);
    this.#pieces = [whole];
    if (end === -1) return this.#wait(wanted);
    if (end > wanted.maxBytes) return this.#fail(tooLong(wanted));
    const rest = whole.subarray(end + 1);
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#held = rest.length;
    this.#stopWaiting();
    wanted.resolve(whole.subarray(0, end));
  }

  #wait(wanted: Wanted): void {
    if (this.#fault !== undefined) return this.#fail(this.#fault);
    if (this.#held > wanted.maxBytes) return this.#fail(tooLong(wanted));
    this.#socket.resume();
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    this.#stopWaiting();
    wanted.reject(this.#fault);
  }

  #stopWaiting(): void {
    clearTimeout(this.#wanted?.timer);
    this.#wanted = undefined;
  }
}

function tooLong({ maxBytes }: Wanted): LineFault {
  return new LineFault("long", `it is longer than ${maxBytes} bytes`);
}
