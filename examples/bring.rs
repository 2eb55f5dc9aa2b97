use troth::book::*; 
fn main(){ let a:Vec<String>=std::env::args().collect(); let b=Book::open(&Place::parse(&a[1])).unwrap(); let t=troth::clock::Stopwatch::start();
let me:Vec<String>=a[3..].to_vec();
let x=troth::import::bring(&b,&[a[2].clone().into()],&me,&mut |_|()).unwrap(); eprintln!("staged {:?} {:?} {:?}",t.elapsed(), x.messages, x.candidates);
let (_,r)=b.accept_batch(&Stamp::now(Door::Cli),x.batch).unwrap(); eprintln!("accepted {:?}",t.elapsed()); 
let r=Report{skipped:vec![],people_accepted:vec![],..r}; println!("{r:?}"); }
