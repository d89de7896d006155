"""Words by which English tells names from other words: titles, what organisations end in, what only looks like a name.

Closed classes of the language. No person, place or organisation of any publication stands here.
"""

from __future__ import annotations

from lensatlas.tagging.inflection import wordset

# Before a person's name and no part of it.
TITLES = wordset(
    "Mr Mrs Ms Miss Mister Madam Madame Monsieur Dr Doctor Prof Professor Sir Dame Lord Lady Baron Baroness Count Countess Duke Duchess "
    "Earl Viscount Marquess King Queen Prince Princess Crown Emperor Empress Tsar Shah Sultan Sheikh Sheik Emir Caliph Pope Cardinal "
    "Archbishop Bishop Rev Reverend Fr Father Mother Sister Brother Rabbi Imam Ayatollah Mullah Saint Pastor Deacon Dean Canon Monsignor Msgr "
    "President Vice Deputy Prime Premier Chancellor Minister Secretary Undersecretary Under-Secretary Governor Gov Mayor Senator Sen Sens "
    "Congressman Congresswoman Representative Rep Reps Councilman Councilwoman Councillor Alderman Delegate Assemblyman Assemblywoman Speaker Leader "
    "Whip Judge Justice Magistrate Attorney Solicitor Counsel Prosecutor Sheriff Marshal Constable Inspector Detective Officer Superintendent Commissioner "
    "Ambassador Envoy Consul Commandant General Gen Maj Major Lt Lieutenant Col Colonel Capt Captain Cpl Corporal Sgt Sergeant Pvt Private "
    "Admiral Adm Commodore Commander Cmdr Brigadier Brig Marshall Chief Chairman Chairwoman Chairperson Chair Director Executive Chief-of-Staff "
    "Head Coach Manager Captain Skipper Founder Owner Billionaire Ex-President Former Acting Interim Then-President Then President-elect Vice-President "
    "Vice-Chairman Comptroller Treasurer Auditor Administrator Ombudsman Spokesman Spokeswoman Spokesperson Economist Analyst Author Journalist "
    "Czar Advisor Adviser Aide Strategist Lawyer Esq Hon Honorable Comrade Señor Herr Frau Signor Dom Don Doña Maulana Hajj Haji Mufti Lama "
    "President-Elect Nominee Candidate Assistant Associate Senior Lead Special Presidential Gubernatorial Majority Minority Banker CEO CFO COO CTO MP MEP "
    "Republican Democrat Democratic Congressmen Senators Representatives Presidents Ministers Justices Judges Governors"
)  # fmt: skip
# Titles that are surnames too: after a given name they end it.
SURNAMES_TOO = wordset("King Prince Major Marshall Dean Judge Earl Pope Bishop Duke Baron Knight Priest Abbott Cook Page Sheriff Marshal Sergeant Constable Canon Deacon "
                       "Lord Queen Captain Brother Count Mayor Head Coach Owner Chancellor Cardinal Private Chief Chair Delegate Counsel Best")  # fmt: skip
# Titles that are given names too: before a single surname they are more often that ("Don Marl").
GIVEN_TOO = wordset("Don Dom Dean Earl Duke Marshal Marshall Prince")
# Words that belong to titles when they stand between them, or before one: "Defense Secretary", "Secretary of State".
OFFICES = wordset(
    "State Defense Defence Interior Treasury Commerce Labor Labour Agriculture Energy Education Health Foreign Home Finance Trade "
    "Transport Transportation Environment Justice Intelligence Security National Homeland Press Budget Planning Culture Information "
    "Police Fire Army Navy Air Staff District City County Federal Circuit Economy Economics Communications Industry Development "
    "Veterans Affairs Housing War Religious Cabinet Campaign Policy Legal Supreme Court"
)  # fmt: skip
# Titles that are surnames too: after a given name they end it.
SURNAMES_TOO = wordset("King Prince Major Marshall Dean Judge Earl Pope Bishop Duke Baron Knight Priest Abbott Cook Page Sheriff Marshal Sergeant Constable Canon Deacon "
                       "Lord Queen Captain Brother Count Mayor Head Coach Owner Chancellor Cardinal Private Chief Chair Delegate Counsel Best")  # fmt: skip
# Words that belong to titles when they stand between them, or before one: "Defense Secretary", "Secretary of State".
OFFICES = wordset(
    "State Defense Defence Interior Treasury Commerce Labor Labour Agriculture Energy Education Health Foreign Home Finance Trade "
    "Transport Transportation Environment Justice Intelligence Security National Homeland Press Budget Planning Culture Information "
    "Police Fire Army Navy Air Staff District City County Federal Circuit Economy Economics Communications Industry Development "
    "Veterans Affairs Housing War Religious Cabinet Campaign Policy Legal Supreme Court"
)  # fmt: skip
# Titles that companies and institutions begin with too: "General Motors", "Justice Department", "Prime Bank".
TITLE_OR_NAME = wordset("General Justice Prime Crown Father Mother Sister Brother King Queen Prince Lady Private Capital Commander Special Chief "
                        "Executive Director Leader Don Count Earl Duke Dean Canon Captain Saint State Republican Democratic Democrat Senior Lead Then Head")  # fmt: skip

COMPANIES = wordset("Inc Corp Co Ltd Bros Cos")
SUFFIXES = wordset("Jr Sr II III IV VI VII VIII IX XI XII XIII XIV XV XVI XXIII Esq MD PhD")
# Abbreviations after which a full stop ends no sentence and a name goes on.
ABBREVIATED = wordset(
    "Mr Mrs Ms Dr Prof St Ste Gen Maj Lt Col Capt Cpl Sgt Pvt Adm Cmdr Brig Gov Sen Sens Rep Reps Rev Fr Hon Msgr Jr Sr Inc Corp Co Ltd Bros Mt Ft Pres Sec"
)
# Lower-case words inside personal names.
PARTICLES = wordset(
    "dello dei degli delle dos de la del della da das do dos du di le les van von der den ten ter zu zur bin ibn ben al el y e"
)

# What organisations, bodies, parties and outlets end in; kinds.py says which is which.
BODY_ENDINGS = wordset(
    "Administration Agency Agencies Assembly Assizes Authority Board Bureau Cabinet Chancellery Commission Committee Subcommittee Congress Constabulary Convention "
    "Council Court Courts Customs Department Dept Directorate Directorates Embassy Consulate Executive Fed Garrison Government Governorate Guard Guards House Inspectorate "
    "Judiciary Junta Legislature Magistracy Ministry Ministries Office Parliament Police Presidency Registry Regime Secretariat Senate Sejm Duma Knesset "
    "Service Services Supreme Treasury Tribunal Command Army Navy Marines Force Forces Corps Battalion Brigade Regiment Division Squadron Fleet "
    "Coastguard Patrol Militia Taskforce"
)  # fmt: skip
ORGANIZATION_ENDINGS = wordset(
    "Confederacy AG SA SE AB AS BV NV Oy SpA SRL GmbH KG LLC LLP LP Ltd Limited PLC Plc plc Inc Incorporated Corp Corporation Co Cos Company Companies Group Groupe Holding Holdings "
    "Partners Partnership Associates Association Associations Bank Bancorp Banc Banco Banque Trust Fund Funds Foundation Institute Institution Institutes Society "
    "Union Unions Federation Confederation League Alliance Coalition Network Networks Center Centre Centers Institutions Club University College School Academy "
    "Hospital Clinic Church Cathedral Diocese Archdiocese Synagogue Mosque Museum Library Orchestra Opera Theatre Theater Brothers Bros Sons Motors Motor Airlines "
    "Airways Airline Air Railway Railways Railroad Railroads Lines Line Industries Industrial Enterprises Systems Technologies Technology Tech Software Labs "
    "Laboratories Laboratory Pharmaceuticals Pharma Energy Oil Petroleum Gas Power Electric Steel Metals Mining Mines Chemical Chemicals Foods Beverages Brewing "
    "Brewery Insurance Assurance Mutual Securities Capital Investments Investment Investors Advisors Advisers Management Equity Ventures Financial Finance Savings "
    "Communications Telecom Telecommunications Telephone Wireless Media Broadcasting Entertainment Studios Pictures Films Records Publishing Publishers Press "
    "Books Stores Store Supermarkets Retail Hotels Resorts Casinos Properties Estates Realty Construction Engineering Contractors Shipping Logistics Transport "
    "Semiconductor Semiconductors Electronics Computer Computers Instruments Devices Products Brands Works Solutions Consulting Consultants Strategies Exchange Exchanges "
    "Organization Organisation Organizations Committee Conference Consortium Cooperative Syndicate Cartel Mafia Brotherhood Movement Front Army Caucus Lobby "
    "Project Initiative Campaign Chamber Guild Lodge Rotary Fellowship Mission Newsroom Bulletin XI United Rovers City Town Wanderers Athletic Albion Hotspur Rangers "
    "Academies Charities Charity Collective Commonwealth Council Councils PAC SuperPAC Workers Teamsters Firefighters Airbus"
)  # fmt: skip
PARTY_ENDINGS = wordset(
    "Party Parties Democrats Republicans Liberals Conservatives Greens Socialists Communists Nationalists Tories Labour"
)
OUTLET_ENDINGS = wordset(
    "Times Post Herald Tribune Gazette Journal Chronicle Guardian Telegraph Observer Star Sun Mirror Mail Express Standard Dispatch "
    "Globe Examiner Enquirer Inquirer Register Sentinel Courier Bulletin Monitor News Newspaper Newspapers Radio TV Television Magazine Review Weekly Daily "
    "Independent Economist Reporter Ledger Bee Broadcasting Podcast Wire"
)  # fmt: skip
# Words after which "of" goes on with an organisation's name, and those after which "for" or "on" does.
OF_HEADS = wordset(
    "Nation Ministry Department Office Bureau House Houses Court Courts Board Council Chamber Bank University College School Institute Academy Association Federation Confederation "
    "Union League Organization Organisation Society Church Party Front Movement Army Congress Assembly Committee Commission Conference Institution "
    "Secretariat Fund Daughters Sons Sisters Knights Friends Voice Museum Library Division Directorate Joint National Central Federal Federated Brotherhood International "
    "Alliance Coalition Network Center Centre Authority Administration Agency Registry Order Guild Diocese Archdiocese Parliament "
    "Lords Leagues Workers Students Doctors Mothers Academies Trustees Governors Regents Supervisors Commissioners Chiefs Foundation"
)  # fmt: skip
PLACE_OF_HEADS = wordset(
    "Gulf Bay Cape Isle Isles Strait Straits Sea Lake Republic Kingdom State States Province County District City Town Commonwealth Territory Territories Emirate "
    "Sultanate Principality Port Horn Rock Islands Island Rio Duchy Union Region"
)
FOR_HEADS = wordset(
    "Center Centre Council Institute Fund Committee Commission Organization Organisation Movement Citizens Alliance Association Americans Agency Foundation Office Campaign "
    "Coalition Doctors Campaign School Society Bank Department Ministry Court Project Partnership Network People Mothers Moms Students Lawyers Party Front "
    "Group Initiative Veterans Women Parents Teachers Workers Physicians Scientists Conference Union Action Congress Rally Secretariat Authority Courts"
)
ON_HEADS = wordset(
    "Committee Subcommittee Council Commission Conference Center Centre Project Institute Inspectorate Panel Caucus Office"
)
POSSESSED = wordset("People Women Men Children Farmers Workers Teachers Veterans Writers Journalists Lawyers Girls Boys Students Players Peoples Fishermen Seamen Miners "
                    "Consumers Citizens Lloyd Lord King Queen Nurses Doctors Physicians Sheriff Mayor Governor President Master")  # fmt: skip
# Kinds of places, as last words ("Jordan River") and as first ("Lake Chad").
PLACE_ENDINGS = wordset(
    "River Lake Sea Ocean Bay Gulf Strait Straits Island Islands Isles Mountain Mountains Valley Desert Peninsula Coast Bank Beach Harbor Harbour Hill Hills Heights "
    "Park Square Street Avenue Road Boulevard Bridge Tunnel Airport Stadium Arena Palace Tower Towers Plaza Hall Castle Prison Jail Penitentiary Barracks Camp Base Fort Port "
    "County Province District Region Territory Territories Township Parish Prefecture Oblast Republic Kingdom State States Emirates Federation Strip Basin "
    "Canal Channel Delta Falls Forest Glacier Plateau Ridge Reef Reservation Refuge Springs Village Town City Belt Corridor Border Highway Freeway Gate Garden Gardens Wall Cemetery Crossing "
    "Oval Racecourse Speedway Circuit Course Track Woods Grove Creek Canyon Pass Cape Ranch Estate East West North South Building Hotel Cathedral Terminal Dam Mall"
)  # fmt: skip
PLACE_OPENINGS = wordset("Lake Mount Mt Cape Fort Ft Port Gulf Isle Strait Los Las San Santa Santo São St Ste Saint New El La Le Rio Villa Puerto Bad Sri Saudi Costa North South East West "
                         "Northern Southern Eastern Western Central Upper Lower Greater Inner Outer Mid")  # fmt: skip
# Things, events and papers: a run that ends so names no one who could act.
THINGS = wordset(
    "Act Acts Accord Accords Agreement Agreements Amendment Amendments Award Awards Ballot Bill Bills Bowl Case Charter Championship Championships Clause Code Conspiracy Constitution "
    "Convention Cup Crisis Day Days Deal Debate Declaration Decree Decision Derby Doctrine Earthquake Election Elections Era Eve Fair Festival Finals Final "
    "Games Grand Prix Hearing Hearings Holocaust Hurricane Index Inquiry Intifada Investigation Law Laws Manifesto Marathon Masters Massacre Medal Memo Memorandum Month Morning "
    "Night Olympics Olympic Open Operation Order Orders Pact Paper Papers Plan Plea Poll Prize Proceedings Proclamation Program Programme Protocol Race "
    "Rally Reform Reforms Report Resolution Revolution Riot Riots Rule Rules Scandal Scheme Season Series Settlement Shield Shutdown Stakes Statement Strategy Strike Summit Statute "
    "Storm Symphony Test Tests Testimony Title Tour Tournament Treaty Trial Trials Trophy Uprising Verdict Vote War Wars Week Weekend Year Years Section Article Chapter Rising Spring "
    "Lawsuit Lawsuits Doctrine Directive Regulation Regulations Policy Policies Visa Visas Dossier Files Tax Taxes Credit Loan Loans Bond Bonds Stock Stocks Standings Rankings Results "
    "Crash Recession Depression Bubble Bailout Stimulus Syndrome Disease Virus Church Bible Koran Quran Torah Gospel Genocide Coup Impeachment Indictment Overview Summary Analysis "
    "Timeline Background Context Significance Impact Method Methods Category Status Sources Source Conclusion Introduction Strategy Update Updates Pattern Patterns Mechanism Capture Corruption Rights"
)  # fmt: skip
MONTHS_AND_DAYS = wordset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "Christmas Easter Ramadan Hanukkah Thanksgiving Halloween Passover Diwali Eid Lent Yuletide"
)  # fmt: skip
# Capitalised wherever they stand and never anyone's name.
NEVER = wordset(
    "I'm I'd I'll I've I’m I’d I’ll I’ve GMT CET EST EDT PST PDT UTC BST AM PM A.M P.M A.M. P.M. AD BC CE TV TVs DVD CD CDs PC PCs IQ HIV AIDS DNA RNA COVID-19 COVID Covid Covid-19 "
    "GDP GNP CPI VAT IPO IPOs ETF EPS P/E LIBOR USD GBP EUR AI CEO CEOs CFO COO CTO MP MPs MEP MEPs PhD BA MA MBA JD VIP VIPs PR HR IT Q&A FAQ ID IDs OK P.S. PS N/A TBA TBD RBI ERA "
    "KM MPH KG LB Internet Web God Allah Lord Satan Bible Koran Quran Earth Moon "
    "WMD WMDs EV EVs SPAC SPACs FOIA FISA RICO NDA NDAs SUV SUVs USB PDF URL CCTV DUI 401k LGBT LGBTQ LGBTQ+ USS HMS FY Q1 Q2 Q3 Q4 H1 H2 NOTE Note Notes Photo Caption Copyright PCT GB Pts Vol No Nos UPDATE Update FOCUS Attn Tel Fax www "
    "XML HTML HTML5 XHTML CSS JSON CSV RSS API APIs KB MB TB GPS SMS RAM CPU HTTP HTTPS FTP SQL PHP GIF JPEG JPG PNG MP3 MP4 ZIP XLS URI URLs PDFs QR SEO UX UI SSL DNS HDTV LCD LED"
)  # fmt: skip
DEMONYM_LIKE = wordset(
    "African Kurd Scot Korean Arab Arabic Asian Balkan Baltic Basque Bosnian Catalan Caribbean Chechen Christian Catholic Protestant Orthodox Communist Cuban European Euro Gaelic "
    "Hebrew Hindu Hispanic Islamic Islamist Jewish Kashmiri Kurdish Latin Latino Mediterranean Moslem Muslim Nazi Nordic Palestinian Persian Roman Sikh Slav Slavic Soviet Sunni "
    "Tamil Tibetan Zionist Shiite Shia Scottish Welsh English British Californian Texan Parisian Londoner Siberian Trans-Atlantic Indo Anglo Anglo-American "
    "Republican Democratic Marxist Maoist Leninist Stalinist Thatcherite Victorian Elizabethan Confederate Baptist Methodist Anglican Lutheran Presbyterian Mormon "
    "Evangelical Buddhist Hutu Tutsi Zulu Serb Croat Bosniak Flemish Walloon Afrikaner Bavarian Corsican Sicilian Venetian Bolshevik Federalist Olympian"
)  # fmt: skip
# Words that introduce a place, a person, and what follows a person's name.
# Adjectives that are part of many names, and alone of none.
NOT_ALONE = wordset("World Men Women People Children Kids Girls Boys Western Eastern Northern Southern Central Atlantic Pacific Greater Upper Lower Inner Outer Conservative Liberal Black White Native Indigenous North South East West "
                    "Royal National International Federal Global Foreign New United Great Grand Holy Old Big Little Red Blue Green Super First Second Third Senior Joint "
                    "Social Civil Public Private Human American British Radio Air Fort Port Mount Lake Saint San Los Santa Street Avenue Road")  # fmt: skip
# American states as addresses and newswires shorten them.
STATES = wordset("Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo "
                 "N.H N.J N.M N.Y N.C N.D R.I S.C S.D W.Va N.H. N.J. N.M. N.Y. N.C. N.D. R.I. S.C. S.D. W.Va. D.C. B.C.")  # fmt: skip
# Events by which a country's or city's name is no actor: "U.S. Open".
CONTESTS = wordset(
    "Open Cup Championship Championships Masters Prix Derby Games Classic Tour Stakes Trophy Series Marathon League Bowl Olympics"
)
# What a name is joined to by a hyphen so that both describe: "Iran-led", "Moscow-based"; "Young-sam" is all name.
DESCRIBING = wordset("led run born held bound style era wide area made like type level friendly speaking only day old year side class built ruled torn bred rich poor made "
                     "centric wing free proof trained backed owned based controlled sponsored brokered listed occupied funded")  # fmt: skip
PERSON_VERBS = wordset(
    "said says told added argued asked noted explained warned recalled wrote testified tweeted joked quipped insisted replied admitted resigned pleaded "
    "thinks believes hopes smiled laughed died married scored hit threw shot served beat"
)
ROLES = wordset(
    "spokesman spokeswoman spokesperson president minister chairman chairwoman leader director manager coach captain striker midfielder defender goalkeeper keeper "
    "forward winger batsman bowler pitcher quarterback driver rider analyst economist trader dealer strategist lawyer attorney judge prosecutor "
    "senator congressman governor mayor secretary ambassador envoy officer commander general colonel author writer actor actress singer composer "
    "businessman businesswoman billionaire financier banker entrepreneur founder executive head chief owner wife husband son daughter brother sister father "
    "mother widow journalist reporter correspondent editor photographer professor historian scientist researcher expert candidate nominee "
    "activist dissident lawmaker deputy aide adviser advisor strategist rebel warlord champion player rookie veteran veterans seed skipper partner nephew cousin uncle "
    "aide doctor physician teacher student sergeant soldier detective sprinter cyclist swimmer golfer boxer compatriot countryman teammate team-mate mr"
)  # fmt: skip
PLACE_NOUNS = wordset(
    "city town village suburb port capital province region district island state county district resort neighbourhood neighborhood municipality area river valley border"
)
ORG_NOUNS = wordset("company firm bank group party agency newspaper daily magazine network union club side team airline broker brokerage maker giant nonprofit charity think-tank subsidiary "
                    "newspapers newsletter station broadcaster publisher retailer manufacturer lender insurer affiliate unit channel")  # fmt: skip
# Institutions that go by one common word; a capital where a sentence begins does not make them ordinary.
INSTITUTIONS = wordset("Senate Congress Parliament Pentagon Kremlin Capitol Treasury Interpol Politburo Knesset Duma Bundestag Bundesbank Vatican Scotland Yard Downing "
                       "Nasdaq Hezbollah Hamas Taliban Democrats Republicans Tories Labour GOP Whitehall Sejm Kuomintang Likud Fatah")  # fmt: skip
# Bodies that are named by one word alone only where a text has said which: "the Committee".
GENERIC = wordset("Committee Subcommittee Commission Board Agency Agencies Department Court Courts Bureau Administration Council Office Service Services Authority Ministry Executive "
                  "Company Bank Group Association Foundation Institute University College School Union Party Fund Trust Center Centre Assembly Tribunal Directorate Government Police "
                  "Campaign Project Movement Organization Organisation Corporation Hospital Church Press Force Forces Embassy Guard Cabinet Judiciary Presidency Legislature Registry")  # fmt: skip
