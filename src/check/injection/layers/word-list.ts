/**
 * The commonest English words and those that attacks on agents are made of, roughly the commonest first: their
 * place tells how likely they are. Names, and what only ever stands in code, are not in it,
 * nor forms that `known-words.ts` makes of its words.
 */
export const WORD_LIST = `
the to and you of a in is it that for your i this with on not be are as all have do from will or
an me my we us our can any no by at if was what when so out up now but one who they them their
there then than these those he she his her him its has had been were would should could must may
might shall just only also about into over after before again without within under above below
other every each some more most very here where how why which while until because between against
through during since such same own both few many much too still even ever never always once first
last next new old good great right left long little big high small large different early young
important public private bad able sure real true false free full whole best better least less late
dont doesnt didnt isnt arent wont cant cannot shouldnt mustnt youre youve youll im ive lets am did
does doing done being get gets got getting go goes going gone went make made take took taken come
came see sees saw seen seeing know knew known think thought say says said saying tell told ask
asks asked asking give gave given use uses used using user find found want need keep kept let put
puts begin began start stop stopped stopping run runs ran running read write wrote written send
sent show shown try tries tried trying call turn help move play leave work look set sets setting
follow change open close enter pass reach return continue become seem feel mean happen hold bring
brought speak talk listen watch wait answer reply replies replied respond response request require
include contain provide create add adds added remove delete drop erase wipe destroy clear clean
replace update ignore disregard forget forgot forgotten dismiss neglect discard bypass bypasses
override overridden overrule obey refuse reveal disclose expose leak hide hidden conceal silent
secret confidential sensitive unrestricted instruction instruct directive direction guideline
guidance rule order policy policies restriction limit limitation constraint filter unfiltered
safety safe safeguard security secure ethics ethical moral law legal illegal harmful dangerous
warn permission allow approve approval confirm confirmation consent authorize authorization
authorise access accesses grant disable enable mode developer administrator admin root sudo owner
operator system prompt message assistant agent model chatbot bot bots robot machine human person
persona people character role act acting pretend imagine assume simulate jailbreak jailbroken dan
evil anything everything nothing something anyone everyone someone nobody somebody whatever
whoever previous prior earlier former past initial original existing preceding foregoing current
password passphrase credential token key keys api ssh env environment variable config
configuration account login cookie session certificate wallet bank money payment transfer
transaction card credit number address addresses email mail inbox phone name customer client
employee company list database table record file folder directory directories document page web
website site link url urls image picture text word line sentence paragraph content data
information info details report log logs logged backup history memory cache code source script
command shell terminal bash program software application app apps tool function plugin package
install installer download upload export import forward post publish publishes push pushes pull
fetch fetches execute execution perform launch trigger invoke exfiltrate steal copy copies paste
print output input repeat summarise summarize summary translate translation translator explain
describe encode decode base hex attach append insert inject injection malware virus backdoor
exploit hack hacker attack attacker phishing payload webhook endpoint server host network internet
external internal remote local production cloud bucket repository repositories repo branch commit
merge project issue comment ticket review reviewer test build deploy deployment release task job
jobs goal purpose mission objective plan step action question conversation chat game story fiction
roleplay scenario example case time day days week month year today tomorrow yesterday immediately
instead otherwise however therefore hence please thank sorry hello hi hey dear note notice
attention urgent emergency critical priority final truth honest precisely directly simply fully
carefully automatically temporarily instantly afterwards longer anymore away back down off outside
inside along around across near behind upon toward despite although though unless whether except
regardless yes ok okay yourself myself itself themselves ourselves himself world life man men
woman women child children way thing part place home house hand head eye eyes side end ends kind
type form group point area problem fact idea reason result state level process power service
business team member support manager boss friend family country city school student teacher water
food air body door room car book paper letter voice music art light night morning hour minute
second moment price cost value rate version feature option default standard format language
english python javascript json html xml sql linux docker git github npm node browser screen window
button field search query queries index object class classes method string array item map error
bug bugs fix fixed fail failure success check verify verified valid invalid void null obsolete
outdated expired cancelled canceled revoked superseded ready complete finish two three four five
six seven eight nine ten hundred thousand million half another enough several certain special
specific general common simple easy hard difficult possible impossible necessary available active
main major single double short strong recent personal official untrusted anonymous normal usual
similar perfect correct wrong incorrect fine accept deny denied reject block prevent avoid protect
monitor detect inform mention remember remind learn taught teach train study understand consider
believe agree decide choose chosen select pick save store load receive collect gather share submit
visit browse click navigate connect contact invite pay pays paid buy sell purchase recommend
product offer score positive negative bound unbound capable limitless restraint shackles liberated
malicious mallory eve placeholder collector confidence authority supervisor engineer auditor audit
compliance maintenance migration rotation vulnerability firewall disk drive kernel cluster
container pod cron schedule kill reboot restart shutdown partition passcode pin social birth
medical health insurance salary invoice contract lawyer tax balance fund crypto bitcoin ethereum
seed phrase recovery mnemonic vault keychain kubeconfig netrc dotenv profile authentication
authenticate header csrf bearer oauth signature encryption encrypted decrypt privilege elevated
escalate debug debugging diagnostic rootkit ransomware keylogger listener reverse tunnel proxy
curl wget ai llm llms claude anthropic gpt openai copilot aws id ids http www com net org tmp etc
db ps aside carry carries mine ours anybody everybody broken break hook shopping stock grade
grader candidate exception exceptional thread duplicate aloud assign assignment contributor guard
alert award mandatory star competitor straight hostname attachment finance sheet spreadsheet
payroll dump suspended spend further subject workspace changelog statement efficient appreciated
contribution automated setup empty lead telemetry wire iban nice greetings whenever wherever
forever finder unsafe according actually additional advice ahead almost alone already appear apply
approach bit bottom care cause chance choice control course cover criteria cut date decision deep
deliver depends design desk develop development discuss draft due easily edit effect either else
encountered ensure entire established event exact expect experience expert express face fall far
fast feedback fill fit focus force fresh front future gain glad global ground grow guess guide
happy hear heart held hint hit hope identity impact improve increase individual instance intended
intent interest interface involve joke joining knowledge lack land largest legitimate lie live
location lock lose loss lost love lower manual mark master match matter maximum media meet mind
minimum minor miss mistake mix moreover multiple native natural nature neither none nor obvious
occur often online operate operation opinion opposite organization owned pattern per period
permanent persist physical platform position possibly potential practice prefer prepare present
press pretty primary prime principle probably proceed produce professional proper proposal prove
quality quick quiet quote raise random range rather reader reality recall recipient reference
refer regular related relative relevant rely remain reminder render resource rest restore restrict
restrictive route sample scan scanner scratch section seek sender sense separate serious serve
shift shop sign silence size skip solution solve someday soon sort sound space speed stage stand
status stay steady stream street strict structure suggest suit sum suppose surface switch target
tech technical template term theme threat throw tip title toggle tone topic top total touch track
trade traffic treat tree trick trip trouble trust typical unable unauthorized undo unique unit
unknown unlock upcoming usage useful vendor via view violate violation volume vote walk wall weak
wish withhold wonder worry worth wrap yet yield zero zip costumer massage unload commend
`;
