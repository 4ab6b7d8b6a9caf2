import type { SyslogPolicy } from "../../../model/audit-policy.ts";
import { readAuthorities, SinkFileError } from "../sink-files.ts";
import { describeNetworkError } from "../describe-network-error.ts";
import { failAll } from "../fail.ts";
import type { Delivery, SealedLine, Sink } from "../sink.ts";
import { type Connection, connect } from "./connection.ts";
import { SentLately } from "./sent-lately.ts";
import { toFrame, toHostName } from "./to-message.ts";

const LIMITS = { lines: 500, bytes: 2 * 1024 * 1024, inFlight: 1 };

export interface SyslogSetting {
  readonly host: string;
  readonly now: () => number;
}

/**
 * Sends lines to a syslog receiver over one connection. The protocol has no acknowledgement: a line has arrived when this
 * machine's network has taken it, and what was sent shortly before a connection broke off is sent again.
 */
export function openSyslogSink(policy: SyslogPolicy, setting: SyslogSetting): Sink {
  const host = toHostName(setting.host);
  const lately = new SentLately();
  let connection: Connection | undefined;

  const open = async (signal: AbortSignal): Promise<Connection> => {
    if (connection?.isOpen() === true) return connection;
    const again = connection === undefined ? [] : lately.list();
    const ca = readAuthorities(policy.caFile);
    const fresh = await connect({ ...policy, ca }, signal);
    await fresh.write(again, signal);
    connection = fresh;
    return fresh;
  };

  const deliver = async (lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> => {
    const frames = lines.map((line) => toFrame(line, host));
    try {
      const opened = await open(signal);
      await opened.write(frames, signal);
      lately.add(frames, setting.now());
      return { state: "delivered" };
    } catch (error) {
      connection?.destroy();
      const isOurs = error instanceof SinkFileError;
      return failAll(lines, { reason: isOurs ? error.message : describeNetworkError(error) });
    }
  };
  return { name: policy.name, limits: LIMITS, deliver, close: async () => connection?.end() };
}
