import type { Language, Table } from "../language.ts";
import { callsPythonCloud } from "../meaning/clouds.ts";
import {
  concatenates,
  decodes,
  decodesBy,
  evaluates,
  formats,
  getsMember,
  joinsItems,
  loadsModule,
  makesCharacters,
  mapsItems,
  numbersCharacter,
  reverses,
  runsUnknown,
  runsUnseen,
} from "../meaning/evaluation.ts";
import {
  changesMode,
  deletes,
  deletesItself,
  doesAs,
  joinsPath,
  opensFile,
  openPath,
  readsItself,
  truncates,
  writesItself,
} from "../meaning/files.ts";
import { fromNetwork, readsVariable, same } from "../meaning/given.ts";
import { globs, globsBelow, listsNames, listsPaths, walks } from "../meaning/listing.ts";
import {
  connects,
  downloads,
  listens,
  posts,
  receives,
  requests,
  requestsAfterMethod,
  sends,
  sendsToRequested,
  wires,
} from "../meaning/network.ts";
import {
  executes,
  executesAfterMode,
  runsAny,
  runsText,
  signals,
  spawnsList,
} from "../meaning/processes.ts";
import { asText, toList, toReference, toText, type Value } from "../value.ts";
import { pythonDialect } from "./python-dialect.ts";
import { pythonStores } from "./stores.ts";
import { readLambda, readPythonStatement } from "./python-statements.ts";

const calls: Table = [
  [
    "os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput",
    runsText,
  ],
  ["asyncio.create_subprocess_shell os.popen2 os.popen3 os.popen4 popen2.popen2", runsText],
  [
    "ctypes.CDLL().system ctypes.cdll.LoadLibrary().system libc.system posix.system nt.system",
    runsText,
  ],
  [
    "subprocess.run subprocess.call subprocess.Popen subprocess.check_call subprocess.check_output " +
      "_posixsubprocess.fork_exec sh.Command pexpect.spawn pexpect.run",
    spawnsList,
  ],
  ["asyncio.create_subprocess_exec", runsAny],
  ["pty.spawn", spawnsList],
  ["os.execv os.execve os.execvp os.execvpe os.execl os.execle os.execlp os.execlpe", executes],
  ["os.spawnv os.spawnve os.spawnvp os.spawnl os.spawnle os.spawnlp", executesAfterMode],
  ["os.posix_spawn os.posix_spawnp", executes],
  ["os.startfile webbrowser.open", same],
  ["os.dup2 os.dup", wires],
  [
    "exec eval builtins.exec builtins.eval code.InteractiveInterpreter().runsource runpy.run_string",
    evaluates,
  ],
  ["compile types.CodeType types.FunctionType", same],
  ["timeit.timeit timeit.repeat cProfile.run profile.run", evaluates],
  ["marshal.loads pickle.loads cPickle.loads dill.loads cloudpickle.loads", runsUnseen],
  ["pickle.load marshal.load dill.load runpy.run_path", same],
  ["ctypes.CFUNCTYPE mmap.mmap", runsUnknown],
  ["__import__ importlib.import_module importlib.__import__ imp.load_source", loadsModule],
  ["getattr operator.attrgetter inspect.getattr_static", getsMember],
  ["vars dir", ({ args: [on] }) => on],
  ["globals locals", () => toReference("globals()")],
  ["open io.open codecs.open pathlib.Path.open gzip.open", opensFile],
  [
    "os.open",
    ({ args: [path, flags], ...call }) => {
      const mode = flags === undefined ? "r" : nameOf(flags);
      return path === undefined
        ? undefined
        : openPath({ args: [], ...call }, asText(path).text, mode);
    },
  ],
  ["os.fdopen", same],
  ["os.remove os.unlink os.rmdir os.removedirs", deletes()],
  ["shutil.rmtree distutils.dir_util.remove_tree", deletes({ isRecursive: true })],
  ["shutil.copy shutil.copy2 shutil.copyfile", doesAs("cp")],
  ["shutil.copytree", doesAs("cp", "-r")],
  ["shutil.move os.rename os.replace os.renames", doesAs("mv")],
  ["os.symlink", doesAs("ln", "-s")],
  ["os.link", doesAs("ln")],
  ["os.mkdir os.makedirs", doesAs("mkdir")],
  ["os.truncate os.ftruncate", truncates],
  ["os.kill os.killpg", signals()],
  ["os.mknod os.mkfifo", doesAs("mkfifo")],
  ["os.chdir contextlib.chdir", doesAs("cd")],
  ["os.listdir", listsNames],
  ["os.scandir", listsPaths],
  ["os.walk os.fwalk", walks],
  ["glob.glob glob.iglob", globs()],
  ["os.chmod", changesMode()],
  ["os.path.join pathlib.PurePath pathlib.Path pathlib.PosixPath Path", joinsPath],
  ["pathlib.Path.home Path.home", () => toText("~")],
  [
    "os.path.expanduser os.path.expandvars os.path.abspath os.path.realpath os.fspath os.path.normpath os.fsencode",
    same,
  ],
  ["os.getenv os.getenvb", readsVariable],
  [
    "requests.get requests.head requests.options httpx.get httpx.head urllib.request.urlopen urllib2.urlopen " +
      "urllib.urlopen requests.Session().get httpx.Client().get urllib3.PoolManager().urlopen aiohttp.request",
    requests,
  ],
  [
    "requests.post requests.put requests.patch httpx.post httpx.put requests.Session().post requests.Session().put " +
      "httpx.Client().post urllib.request.Request",
    posts,
  ],
  ["requests.delete", requests],
  [
    "requests.request httpx.request http.client.HTTPSConnection().request http.client.HTTPConnection().request",
    requestsAfterMethod,
  ],
  ["urllib3.PoolManager().request", requestsAfterMethod],
  ["urllib.request.urlretrieve urllib.urlretrieve wget.download", downloads],
  [
    "http.client.HTTPSConnection http.client.HTTPConnection httplib.HTTPConnection telnetlib.Telnet",
    requests,
  ],
  ["smtplib.SMTP smtplib.SMTP_SSL ftplib.FTP", requests],
  [
    "socket.socket socket.create_connection socket.socket().connect socket.socket().connect_ex",
    connects(),
  ],
  ["socket.socket().bind socket.create_server", listens()],
  ["socket.socket().listen socketserver.TCPServer", listens()],
  [
    "base64.b64decode base64.urlsafe_b64decode base64.standard_b64decode base64.decodebytes binascii.a2b_base64",
    decodes("base64"),
  ],
  [
    "base64.b32decode base64.b85decode base64.a85decode base64.b16decode zlib.decompress gzip.decompress bz2.decompress lzma.decompress",
    decodes("other"),
  ],
  ["bytes.fromhex bytearray.fromhex binascii.unhexlify binascii.a2b_hex", decodes("hex")],
  ["urllib.parse.unquote urllib.unquote", decodes("url")],
  ["codecs.decode codecs.encode", decodesBy],
  ["chr bytes bytearray unichr", makesBytes],
  ["ord", numbersCharacter],
  ["reversed", reverses],
  [
    "str repr list tuple dict set sorted int json.dumps bytes.decode os.DirEntry shlex.split io.StringIO io.BytesIO textwrap.dedent",
    same,
  ],
  ["str.join operator.add", joinsItems],
  ["operator.concat", concatenates],
  ["map", mapsItems],
  ["operator.mod", formats],
];

const methods: Table = [
  ["write writelines write_text write_bytes sendline communicate", writesItself],
  ["read_text read_bytes", readsItself],
  ["rglob glob", globsBelow],
  ["iterdir", (call) => (call.on?.kind === "text" ? listsPaths(call) : undefined)],
  ["walk", (call) => (call.on?.kind === "text" ? walks(call) : undefined)],
  [
    "open",
    ({ on, ...call }) =>
      on?.kind === "text" ? opensFile({ ...call, args: [on, ...call.args] }) : undefined,
  ],
  ["request", sendsToRequested({ after: 1 })],
  ["unlink rmdir", deletesItself()],
  ["symlink_to hardlink_to rename", doesAs("mv")],
  ["touch", doesAs("touch")],
  ["decode encode", decodesBy],
  ["recv recvfrom recv_into makefile", receives],
  ["send sendall sendto storbinary sendmail send_message", sends],
];

/** `chr(114)`, `bytes([114, 109])`, and `bytes(text, "utf8")`, which is the text. */
function makesBytes(call: Parameters<typeof makesCharacters>[0]): Value | undefined {
  const [first] = call.args;
  return first?.kind === "text" && first.isNumber !== true ? first : makesCharacters(call);
}

function nameOf(value: Value): string {
  return value.kind === "reference" ? value.name : asText(value).text;
}

export const python: Language = {
  dialect: pythonDialect,
  syntax: {
    members: ["."],
    assigns: ["=", ":="],
    noise:
      " if elif else while try except finally with return yield del raise assert global nonlocal pass break " +
      "continue async await print and or not in is ",
    names: ["="],
    hasRecords: true,
    hasTrailingChoice: true,
    hasComprehensions: true,
    joinsAdjacent: true,
    globals: ["builtins", "__builtins__", "sys.modules", "globals()"],
  },
  calls: [...calls, ...pythonStores.calls],
  methods: [...methods, ...pythonStores.methods],
  unlisted: callsPythonCloud,
  constant: (name, { args, isServing }) => {
    if (/^(?:flask|bottle|quart)\.request$/.test(name)) return fromNetwork();
    if (isServing && /^self\.(?:path|rfile|request|headers|requestline|data)$/.test(name))
      return fromNetwork();
    if (name === "os.environ") return { kind: "environment" };
    return name === "sys.argv" ? toList(["-c", ...args].map(toText)) : undefined;
  },
  statement: readPythonStatement,
  primary: readLambda,
};
