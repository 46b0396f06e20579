//! Calls a server by a module and by a crate.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("no URL")?;
    println!("module: {}", downstream::call(&url).await?);
    let client = client::Client::builder().base_url(&url).bearer_auth("token").build()?;
    println!("crate: {:?}", client.health().await?);
    Ok(())
}
